/**
 * A whole engine in memory, small enough to read in one go: it holds the tasks of runs in maps, applies effects, and runs
 * triggers in the order that a test wants. For the tests of what happens next; nothing here decides that.
 */
package dev.arbor.core.play;
