/**
 * What a kind of connection is, and what every one of them has to do. The kinds themselves are in folders of their own
 * beside this one: {@code http}, {@code postgres}, {@code mssql}, {@code mysql}.
 */
package dev.arbor.integrator.kind;
