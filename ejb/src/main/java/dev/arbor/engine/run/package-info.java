/**
 * Runs and their tasks: the rows, read and written in plain JDBC while a walk goes through them, the entities that
 * everything else reads, and how runs begin, are waited for and are changed by hand. What happens next is decided in
 * {@code dev.arbor.core}; triggers live beside, in {@code dev.arbor.engine.trigger}.
 */
package dev.arbor.engine.run;
