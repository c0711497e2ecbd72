/**
 * Deliveries of events to webhooks. They are born in the transaction that delivers the event, performed outside of any, and
 * tried again when that fails: an address is told at least once. Whoever looks for jobs finds the runs of workflows among
 * them.
 */
package dev.arbor.platform.webhookjob;
