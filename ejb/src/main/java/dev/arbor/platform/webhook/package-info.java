/** Webhooks: which addresses are told of which events of the space or a kapp. That they are told is {@code webhookjob}. */
package dev.arbor.platform.webhook;
