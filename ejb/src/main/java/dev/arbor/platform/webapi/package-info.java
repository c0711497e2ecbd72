/** Web APIs: trees that requests start and that may answer them (integrator spec 4.9). */
package dev.arbor.platform.webapi;
