/**
 * What a run is made of: tasks and where they stand, loop indexes, branches, the counts that gates keep, the kinds of
 * error and what may be done about each. Values and read-only views; nothing here decides what happens next.
 */
package dev.arbor.core.run;
