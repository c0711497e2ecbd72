/** Who may do what on the platform. Everything else asks the {@code Authoriser} and decides nothing itself. */
package dev.arbor.platform.access;
