/**
 * OAuth (integrator spec 3): clients, grants, the tokens that they give and the keys that sign those. Who somebody is comes
 * from {@code platform.account}; what is secret is kept in the integrator's strongbox or as a hash.
 */
package dev.arbor.platform.oauth;
