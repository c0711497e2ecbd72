/**
 * What happens next. {@link dev.arbor.core.walk.Advance} takes what performing a node gave (an outcome) and says what must
 * change (effects); {@link dev.arbor.core.walk.Walk} goes on until nothing is left to do here. Decisions only: effects are
 * applied by whoever owns the rows.
 */
package dev.arbor.core.walk;
