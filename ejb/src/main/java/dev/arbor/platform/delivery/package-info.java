/**
 * Events on their way to the runs that they start. An event is taken from the outbox, and the runs of the workflows that
 * match it are born, in one transaction: so each of them is born once, whatever dies.
 */
package dev.arbor.platform.delivery;
