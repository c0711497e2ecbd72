/** Nodes that the platform contributes to the engine: they change what the platform keeps. */
package dev.arbor.platform.node;
