/**
 * Whether a tree makes sense before it is stored (engine spec 2.5 and 8.1): {@link
 * dev.arbor.core.tree.validation.TreeValidator} tells errors, for which a tree is refused, from warnings, with which
 * it is stored. {@link dev.arbor.core.tree.validation.Rule} lists them all.
 *
 * <p>Only the tree itself is looked at. What depends on the installation, such as an unknown handler or routine, shows
 * when the tree runs and has no place here.
 */
package dev.arbor.core.tree.validation;
