/** Addresses that requests may come from: ranges of them, and who has which. Nothing here asks a name server. */
package dev.arbor.platform.address;
