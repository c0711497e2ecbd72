/**
 * What submissions are found by: definitions of indexes, the entries of submissions in them, and the jobs that build
 * them. An entry is written in the transaction of its submission.
 */
package dev.arbor.platform.index;
