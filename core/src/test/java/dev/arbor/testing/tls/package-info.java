/** A certification authority of the tests' own. Knows nothing of Arbor. */
package dev.arbor.testing.tls;
