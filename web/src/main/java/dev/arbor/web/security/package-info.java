/** Who may come in: HTTP Basic in front of everything but what a probe asks. */
package dev.arbor.web.security;
