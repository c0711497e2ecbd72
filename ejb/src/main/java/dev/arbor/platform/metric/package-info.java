/** Counts of what there is, for those who watch how much a platform is used. */
package dev.arbor.platform.metric;
