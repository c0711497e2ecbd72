/**
 * What happened on the platform, written in the transaction of the change (the outbox). Whoever delivers events reads
 * them here, deletes them when they are delivered, and observes {@code EventsRecorded} to begin at once.
 */
package dev.arbor.platform.event;
