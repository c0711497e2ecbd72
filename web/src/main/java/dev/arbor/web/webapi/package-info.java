/** Calls of web APIs, outside of the Core API's prefix (integrator spec 4.9). */
package dev.arbor.web.webapi;
