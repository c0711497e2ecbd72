/** Groups of users that rules of the Task API ask about, and users as that API shows them (engine spec 5.7). */
package dev.arbor.platform.group;
