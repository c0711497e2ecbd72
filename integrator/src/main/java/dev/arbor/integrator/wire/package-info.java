/**
 * What the drivers of databases load by its name: sockets that lead to an address that was judged, and trust in an
 * authority that a connection names. It is packaged apart from the rest of the integrator, into the folder of the
 * application's libraries, because a driver finds only what lies beside it. Nothing here knows the rest of the
 * integrator.
 */
package dev.arbor.integrator.wire;
