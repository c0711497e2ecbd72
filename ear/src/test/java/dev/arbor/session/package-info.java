/** Browsers on a whole server: sign-in, sessions, visitors who have not signed in, and from where requests may come. */
package dev.arbor.session;
