/** The Core API of a whole server, over HTTP, against its published description. */
package dev.arbor.coreapi;
