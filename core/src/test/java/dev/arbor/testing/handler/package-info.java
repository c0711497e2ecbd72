/** Packages of handlers, put together by tests. */
package dev.arbor.testing.handler;
