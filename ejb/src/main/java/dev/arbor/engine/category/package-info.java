/** What handlers and routines are sorted into. Knows who is in which category, not what a handler or a routine is. */
package dev.arbor.engine.category;
