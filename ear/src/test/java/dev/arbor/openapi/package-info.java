/** What the server says of itself at {@code /openapi}. */
package dev.arbor.openapi;
