package dev.arbor.web.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method that starts runs, or brings them news: rules of the source decide instead of those of an area, and the
 * request may be signed instead of being from somebody who has signed in. The path parameter {@code token} or {@code
 * source}, or the query, tells which source it is.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Starts {}
