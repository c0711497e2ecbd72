/**
 * The built application in a real server: from outside ({@link dev.arbor.server.ServerProcess}) and from inside
 * ({@link dev.arbor.server.InServer}). Both use the configuration of {@code docker/}. What is tested lies beside, in
 * packages named after what they test.
 */
package dev.arbor.server;
