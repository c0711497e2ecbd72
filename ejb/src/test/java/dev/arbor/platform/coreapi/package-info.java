/** Handlers that call a Core API, against a real HTTP server that a test writes the answers of. */
package dev.arbor.platform.coreapi;
