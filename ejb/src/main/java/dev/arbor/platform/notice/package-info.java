/** What the authors of filters should know of them: kept with what has the filter, bounded, and shown there. */
package dev.arbor.platform.notice;
