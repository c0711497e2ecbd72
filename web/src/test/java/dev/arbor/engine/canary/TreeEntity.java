package dev.arbor.engine.canary;

/** Named like an entity. */
public class TreeEntity {}
