package dev.arbor.engine.inspection;

import dev.arbor.engine.api.ErrorFilter;
import dev.arbor.engine.api.ErrorFilter.RelatedItems;
import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Span;
import dev.arbor.engine.api.Timeline;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a {@link ErrorFilter} from the few parts that a test is about. */
final class ErrorFilters {

    private ErrorFilter filter = ErrorFilter.ALL;

    ErrorFilter filter() {
        return filter;
    }

    ErrorFilters status(String value) {
        filter = new ErrorFilter(
                filter.id(),
                Optional.of(value),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters timeline(Timeline value, Span span, boolean descending) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                Optional.of(value),
                span,
                descending,
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters sourceId(String value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                Optional.of(value),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters nodeId(String value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                Optional.of(value),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters handlerId(String value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                Optional.of(value),
                filter.runId(),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters runId(long value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                OptionalLong.of(value),
                filter.type(),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters type(String value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                Optional.of(value),
                filter.related(),
                filter.tree());
        return this;
    }

    ErrorFilters first(String id) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                new RelatedItems(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty()),
                filter.tree());
        return this;
    }

    ErrorFilters tree(RunTreeFilter value) {
        filter = new ErrorFilter(
                filter.id(),
                filter.status(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.sourceId(),
                filter.nodeId(),
                filter.handlerId(),
                filter.runId(),
                filter.type(),
                filter.related(),
                value);
        return this;
    }
}
