package dev.arbor.integrator.canary;

/** Of the integrator, and not of its api. */
public class Hidden {}
