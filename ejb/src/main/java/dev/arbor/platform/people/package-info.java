/** People: users, the teams that they are members of, and what both have of attributes (integrator spec 4.7). */
package dev.arbor.platform.people;
