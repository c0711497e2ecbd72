/** Attributes of anything, and their definitions (integrator spec 4.1.4 and 4.7). */
package dev.arbor.platform.attribute;
