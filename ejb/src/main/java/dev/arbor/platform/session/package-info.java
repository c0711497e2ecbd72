/**
 * Browsers that have signed in, and where requests may come from. What a browser keeps is known here as a hash only; what
 * it is asked for, and how, is up to {@code web}.
 */
package dev.arbor.platform.session;
