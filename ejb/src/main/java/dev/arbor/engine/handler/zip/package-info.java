/**
 * Packages of handlers (engine spec 4.1 to 4.3): what is in a zip, and what it says of its handler. Nothing here runs
 * Ruby, knows a row or keeps anything.
 */
package dev.arbor.engine.handler.zip;
