/** What the platform offers to those in front of it: interfaces and values only; no entity, no transport. */
package dev.arbor.platform.api;
