/** Forms: their pages and elements, and what of them the saving of a submission needs to know. */
package dev.arbor.platform.form;
