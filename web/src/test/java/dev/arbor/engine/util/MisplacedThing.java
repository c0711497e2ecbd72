package dev.arbor.engine.util;

/** Breaks the rule that packages are nouns of the field. */
public class MisplacedThing {}
