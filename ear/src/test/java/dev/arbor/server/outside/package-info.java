/** Handlers that exist for tests alone: they are deployed beside the application and call the test that deployed them. */
package dev.arbor.server.outside;
