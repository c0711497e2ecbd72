/**
 * Who may come in, and where: a password or a token in front of everything but what a probe asks, and what is for
 * administrators.
 */
package dev.arbor.web.security;
