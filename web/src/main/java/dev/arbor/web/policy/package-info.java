/** Where requests of the Task API are judged by policy rules before a resource sees them (engine spec 1.11 and 3.1). */
package dev.arbor.web.policy;
