/**
 * What happened on the platform, written in the transaction of the change (the outbox). Whoever delivers events takes
 * them from the {@code EventQueue}, and observes {@code EventsRecorded} to begin at once.
 */
package dev.arbor.platform.event;
