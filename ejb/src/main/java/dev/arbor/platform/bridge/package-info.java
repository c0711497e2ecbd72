/** Models of bridges: documents that are kept for clients, and never performed. */
package dev.arbor.platform.bridge;
