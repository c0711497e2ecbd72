/** The small demo that a new installation shows: a tree and a routine, loaded and run once. Through the engine's api alone. */
package dev.arbor.platform.demo;
