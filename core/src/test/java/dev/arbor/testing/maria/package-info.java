/** A MariaDB of the tests' own, for any module. Knows nothing of Arbor. */
package dev.arbor.testing.maria;
