/** The space: the one that there is, and what is in it besides kapps. */
package dev.arbor.platform.space;
