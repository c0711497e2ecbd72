/** KQL, the query language of searches (integrator spec 5.6): its grammar, and what a query says about a document. */
package dev.arbor.platform.query;
