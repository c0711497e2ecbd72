/** Mail to real servers on the loopback interface, well-behaved and not. */
package dev.arbor.engine.mail;
