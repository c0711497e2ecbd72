/** What connections to databases have in common: parameters, pools, results (integrator spec 1.2.3 and 1.12). */
package dev.arbor.integrator.sql;
