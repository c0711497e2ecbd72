package dev.arbor.web.canary;

import dev.arbor.engine.canary.TreeEntity;

/** Breaks the rule that entities never leave. */
public class HoldsAnEntity {

    TreeEntity entity;
}
