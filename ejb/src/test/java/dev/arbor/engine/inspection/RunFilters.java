package dev.arbor.engine.inspection;

import dev.arbor.engine.api.RunFilter;
import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.Span;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a {@link RunFilter} from the few parts that a test is about. */
final class RunFilters {

    private RunFilter filter = RunFilter.ALL;

    RunFilter filter() {
        return filter;
    }

    RunFilters id(long value) {
        filter = new RunFilter(
                OptionalLong.of(value),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters afterId(long value) {
        filter = new RunFilter(
                filter.id(),
                OptionalLong.of(value),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters beforeId(long value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                OptionalLong.of(value),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters created(Span value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                value,
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters includeSystem() {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                true,
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters sourceId(String value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                Optional.of(value),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters originatingId(long value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                OptionalLong.of(value),
                filter.parentId(),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters parentId(long value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                OptionalLong.of(value),
                filter.status(),
                filter.tree());
        return this;
    }

    RunFilters status(String value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                Optional.of(value),
                filter.tree());
        return this;
    }

    RunFilters tree(RunTreeFilter value) {
        filter = new RunFilter(
                filter.id(),
                filter.afterId(),
                filter.beforeId(),
                filter.created(),
                filter.includeSystem(),
                filter.sourceId(),
                filter.originatingId(),
                filter.parentId(),
                filter.status(),
                value);
        return this;
    }
}
