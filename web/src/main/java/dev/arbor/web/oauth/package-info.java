/** OAuth (integrator spec 3): the endpoints that grant tokens, and the page that a browser brings them back to. */
package dev.arbor.web.oauth;
