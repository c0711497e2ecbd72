/** The Task API v2 (engine spec 5): one resource for each noun, and what writes it as JSON. */
package dev.arbor.web.task;
