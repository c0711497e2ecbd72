/**
 * Trees as XML (engine spec 2.1 and 2.2): {@link dev.arbor.core.tree.xml.TreeXml} reads and writes them.
 *
 * <p>Reading is tolerant of what old exports look like and strict about what is no tree; writing gives the one layout
 * that real exports have, byte for byte. The parser is the JDK's StAX. Nothing here judges whether a tree makes sense
 * (see {@code dev.arbor.core.tree.validation}).
 */
package dev.arbor.core.tree.xml;
