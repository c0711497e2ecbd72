/**
 * Who may do what on the platform: security policies, their definitions, and the rules that hold without any. Everything
 * else asks the {@code Authoriser} and decides nothing itself.
 */
package dev.arbor.platform.access;
