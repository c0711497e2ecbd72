/** Settings of the Task API that are kept for its clients, and sealing secrets anew (engine spec 5.9). */
package dev.arbor.platform.setting;
