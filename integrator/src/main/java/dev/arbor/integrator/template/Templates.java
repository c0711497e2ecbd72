package dev.arbor.integrator.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Templates that were read, kept while they are used. */
public final class Templates {

    private static final int KEPT = 10_000;

    private final Cache<String, Template> cache =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /** A template by its text. */
    public Template of(String text) {
        return cache.get(text, Template::of);
    }
}
