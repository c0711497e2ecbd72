/** Connections to MySQL and MariaDB: an extension, the published API has none. */
package dev.arbor.integrator.mysql;
