/**
 * What people and programs see of runs, tasks, triggers and errors: searches, and the views that they give. Reads only.
 * What belongs to the rows of a page is fetched with one query for each kind, never one for each row.
 */
package dev.arbor.engine.inspection;
