/**
 * What a workflow tree is: nodes, connectors, parameters, messages, the interface of a routine, and the XML they are
 * written in. Immutable values only; nothing here knows of runs, databases or JSON.
 */
package dev.arbor.core.tree;
