/** Programs that tests start, and what they leave behind. Knows nothing of Arbor. */
package dev.arbor.testing.process;
