/** Files of submissions: on disk under the data folder, and in rows that say what they are. */
package dev.arbor.platform.file;
