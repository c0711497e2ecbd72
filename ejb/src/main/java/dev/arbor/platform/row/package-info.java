/** Rows of the platform's tables in plain JDBC: statements with their values, and what comes back. Knows no table. */
package dev.arbor.platform.row;
