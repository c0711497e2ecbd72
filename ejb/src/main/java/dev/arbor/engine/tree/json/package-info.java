/**
 * Trees as treeJson (engine spec 2.3 and 2.4): {@link dev.arbor.engine.tree.json.TreeJson} reads and writes them.
 *
 * <p>Nothing here judges whether a tree makes sense (see {@code dev.arbor.core.tree.validation}), and nothing here
 * knows of HTTP or of the database.
 */
package dev.arbor.engine.tree.json;
