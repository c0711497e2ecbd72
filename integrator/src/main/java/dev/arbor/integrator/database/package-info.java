/** The integrator's own tables, and transactions on them. Nothing here knows what the rows mean. */
package dev.arbor.integrator.database;
