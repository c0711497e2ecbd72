/**
 * Definitions of connections and operations: the two dialects they are written in, the one internal form they have, and
 * their tables (integrator spec 1.2 to 1.4, 1.7 and 1.13). Whether anything can be reached is not asked here.
 */
package dev.arbor.integrator.definition;
