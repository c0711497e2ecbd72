/** Results as the outside writes them: XML in its strict and its careless forms, and JSON. Knows no row and no run. */
package dev.arbor.engine.result;
