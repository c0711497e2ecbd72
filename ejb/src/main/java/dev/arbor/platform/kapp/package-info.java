/** Kapps, and the collections that each of them has. */
package dev.arbor.platform.kapp;
