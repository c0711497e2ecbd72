/** The systems that start runs, as far as the engine keeps them: names, adapters and what those need. */
package dev.arbor.engine.source;
