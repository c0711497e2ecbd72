package dev.arbor.engine.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Failures that belong to no run, and what people do about them (engine spec 1.10 and 5.4). */
public interface SystemErrors {

    /**
     * Which are sought; an absent part does not narrow.
     *
     * @param id this one, whatever else is asked
     * @param status Active or Handled
     * @param timeline the moment that the span and the order mean; absent means the order of creation
     * @param type Missing Tree Error, Polling Error or Processing Error
     */
    record Filter(
            OptionalLong id,
            Optional<String> status,
            Optional<Timeline> timeline,
            Span span,
            boolean descending,
            Optional<String> type) {

        /** Every one, the newest first. */
        public static final Filter ALL =
                new Filter(OptionalLong.empty(), Optional.empty(), Optional.empty(), Span.ALL, true, Optional.empty());
    }

    /**
     * A failure that belongs to no run.
     *
     * @param resolution what a person noted when it was resolved
     */
    record SystemErrorView(
            long id,
            String type,
            String status,
            String summary,
            String text,
            Optional<String> resolution,
            String engineIdentification,
            Stamps stamps) {}

    /** Searches them. */
    Found<SystemErrorView> search(Filter filter, Slice slice);

    /** Finds one. */
    Optional<SystemErrorView> find(long id);

    /**
     * Marks them handled: all of them or none.
     *
     * @throws Refusal NOT_FOUND for an unknown id, INVALID ({@code already_handled}) for a handled one
     */
    void resolve(List<Long> ids, String resolution, Caller caller);

    /**
     * Deletes one.
     *
     * @throws Refusal NOT_FOUND for an unknown id
     */
    void delete(long id);
}
