package dev.arbor.engine.canary;

import org.jruby.Ruby;

/** Breaks the rule that Ruby is used in one package. */
public class UsesRuby {

    Ruby ruby;
}
