/**
 * Secrets at rest (integrator spec 8.1): each sealed by AES-256-GCM in an envelope that names its key, bound to whose it
 * is and to its place, so that neither can be swapped. Plain text leaves here only towards the one who opens a
 * connection.
 */
package dev.arbor.integrator.vault;
