package dev.arbor.engine.inspection;

import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Span;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.api.TriggerFilter;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a {@link TriggerFilter} from the few parts that a test is about. */
final class TriggerFilters {

    private TriggerFilter filter = TriggerFilter.ALL;

    TriggerFilter filter() {
        return filter;
    }

    TriggerFilters queue(TriggerFilter.Queue value) {
        filter = new TriggerFilter(
                value,
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters sourceId(String value) {
        filter = new TriggerFilter(
                filter.queue(),
                Optional.of(value),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters action(String value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                Optional.of(value),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters branchId(long value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                OptionalLong.of(value),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters runId(long value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                OptionalLong.of(value),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters managementAction(String value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                Optional.of(value),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters status(String value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                Optional.of(value),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters token(String value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                Optional.of(value),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                filter.tree());
        return this;
    }

    TriggerFilters timeline(Timeline value, Span span, boolean descending) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                Optional.of(value),
                span,
                descending,
                filter.tree());
        return this;
    }

    TriggerFilters tree(RunTreeFilter value) {
        filter = new TriggerFilter(
                filter.queue(),
                filter.sourceId(),
                filter.action(),
                filter.branchId(),
                filter.runId(),
                filter.managementAction(),
                filter.selectionCriterion(),
                filter.status(),
                filter.token(),
                filter.timeline(),
                filter.span(),
                filter.descending(),
                value);
        return this;
    }
}
