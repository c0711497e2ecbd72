/** What the person who started the server is told once it answers. */
package dev.arbor.platform.greeting;
