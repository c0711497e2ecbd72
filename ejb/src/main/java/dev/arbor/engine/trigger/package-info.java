/**
 * Triggers: the rows that say what the engine is to do, and how they are done. Start reading at
 * {@link dev.arbor.engine.trigger.TriggerProcessor}. A row is the truth; a message is only a nudge to look at it.
 */
package dev.arbor.engine.trigger;
