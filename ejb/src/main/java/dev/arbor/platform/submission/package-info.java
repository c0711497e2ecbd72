/**
 * Submissions: their states, their values and what is judged about them, their rows, and what is told when they change.
 */
package dev.arbor.platform.submission;
