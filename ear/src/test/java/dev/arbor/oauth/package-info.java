/** OAuth of a whole server, over HTTP and with the tools that scripts use. */
package dev.arbor.oauth;
