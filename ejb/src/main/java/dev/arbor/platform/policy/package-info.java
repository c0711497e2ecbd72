/**
 * Who may do what with the Task API (engine spec 1.11 and 5.7): rules in Ruby, what they are assigned to, the keys that
 * requests are signed with, and judging a request by them. Security policies of the Core API are in
 * {@code dev.arbor.platform.access}.
 */
package dev.arbor.platform.policy;
