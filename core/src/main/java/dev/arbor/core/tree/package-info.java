/**
 * What a workflow tree is: nodes, connectors, parameters, messages, the interface of a routine. Immutable
 * values only; nothing here knows of runs, databases, XML or JSON.
 */
package dev.arbor.core.tree;
