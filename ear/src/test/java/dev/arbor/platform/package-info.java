/** The platform of a whole server, over HTTP. */
package dev.arbor.platform;
