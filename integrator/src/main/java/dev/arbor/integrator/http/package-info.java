/** Connections over HTTP: how requests are made of operations, how they are signed in, sent and bounded. */
package dev.arbor.integrator.http;
