/**
 * What expressions see of a run: {@code @results}, {@code @inputs}, {@code @run}, {@code @task}, {@code @trigger},
 * {@code @source} and the variables of the source that started it (engine spec 3.5). Values only, read when an expression
 * asks for them; how Ruby gets them is the business of {@code dev.arbor.engine.expression}.
 */
package dev.arbor.engine.context;
