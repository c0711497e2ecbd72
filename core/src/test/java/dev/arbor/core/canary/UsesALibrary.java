package dev.arbor.core.canary;

import org.assertj.core.api.Condition;

/** Breaks the rule that core depends on the JDK alone. */
public class UsesALibrary {

    Condition<String> library;
}
