/**
 * Mail that nodes send: {@link dev.arbor.engine.mail.SmtpEmailSend} has the letter put together ({@code Letter},
 * {@code Images}) and handed to a server ({@code MailServer}).
 */
package dev.arbor.engine.mail;
