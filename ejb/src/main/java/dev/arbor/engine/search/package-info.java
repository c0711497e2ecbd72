/**
 * How rows are sought: conditions of a JPQL query, a page of it, and many ids in batches. Knows no entity and no API word
 * but {@code Slice}, {@code Found} and {@code RunTreeFilter}.
 */
package dev.arbor.engine.search;
