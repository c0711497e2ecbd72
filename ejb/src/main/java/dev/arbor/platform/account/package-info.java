/** Who may sign in, and with what. Passwords are known here as hashes only. */
package dev.arbor.platform.account;
