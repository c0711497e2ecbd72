/** The systems that start runs: their names, their adapters, and what those are given. */
package dev.arbor.engine.source;
