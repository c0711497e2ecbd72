/**
 * The trees that are stored: found for the engine ({@link dev.arbor.engine.tree.TreeCatalog}), searched and edited for
 * people. Every version of a definition is kept. Nothing here runs a tree.
 */
package dev.arbor.engine.tree;
