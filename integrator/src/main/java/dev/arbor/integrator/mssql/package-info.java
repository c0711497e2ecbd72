/** Connections to Microsoft SQL Server. */
package dev.arbor.integrator.mssql;
