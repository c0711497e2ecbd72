/**
 * Built-in handlers that call a Core API over HTTP: that of this server or that of another one, with the rights of the
 * account that their properties name. What comes of a call is {@link dev.arbor.platform.coreapi.CoreCalls}.
 */
package dev.arbor.platform.coreapi;
