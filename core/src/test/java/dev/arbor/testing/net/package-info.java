/** Trouble between a client and a server, made to order. Knows nothing of Arbor. */
package dev.arbor.testing.net;
