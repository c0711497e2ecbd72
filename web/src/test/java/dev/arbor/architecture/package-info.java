/** The rules between modules. Here, because web is the module that sees all others. */
package dev.arbor.architecture;
