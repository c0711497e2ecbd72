/** JSON documents as the platform keeps them: reading, writing, and which properties of which kinds a document has. */
package dev.arbor.platform.document;
