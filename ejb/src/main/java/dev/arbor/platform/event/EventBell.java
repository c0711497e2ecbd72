package dev.arbor.platform.event;

/** Tells those who deliver events that there are some. Losing it loses nothing: the rows are the truth. */
@FunctionalInterface
public interface EventBell {

    /** Rings; must not fail and not take long. */
    void ring();
}
