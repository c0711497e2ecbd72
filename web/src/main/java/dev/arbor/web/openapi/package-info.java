/**
 * The description of what is offered (MicroProfile OpenAPI), served at {@code /openapi}. Paths, methods and parameters are
 * found in the resources by the server; what resources cannot say of themselves is in chapters, YAML files beside the
 * classes here ({@code README.md} there says how they are written). Nothing here may know what a resource does.
 */
package dev.arbor.web.openapi;
