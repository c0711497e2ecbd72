/**
 * Workflows: trees that events of the space, a kapp or a form start (integrator spec 4.8). A workflow is a tree of the
 * engine and a row here that says what it is registered for and which events it wants.
 */
package dev.arbor.platform.workflow;
