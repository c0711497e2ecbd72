package dev.arbor.engine.trigger;

import dev.arbor.core.handler.Items;
import dev.arbor.engine.api.ResultReader;
import dev.arbor.engine.context.LoopData;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.expression.Expressions;
import dev.arbor.engine.handler.InsideHandlers;
import dev.arbor.engine.handler.OutsideHandlers;
import dev.arbor.engine.handler.PausedHandlers;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Member;
import dev.arbor.engine.source.SourceAdapters;
import dev.arbor.engine.tree.TreeCatalog;
import dev.arbor.engine.tree.TreeGraphs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What a walk needs of the rest of the engine, in one hand. */
@Dependent
public class Parts {

    final Ids ids;
    final Expressions expressions;
    final TreeCatalog catalog;
    final TreeGraphs graphs;
    final OutsideHandlers handlers;
    final InsideHandlers inside;
    final PausedHandlers paused;
    final SourceAdapters sources;
    final Items items;
    final LoopData loopData;
    final ResultReader resultReader;
    final EngineStatistics statistics;
    final String member;

    /** All of it. */
    @Inject
    public Parts(
            Ids ids,
            Expressions expressions,
            TreeCatalog catalog,
            TreeGraphs graphs,
            OutsideHandlers handlers,
            InsideHandlers inside,
            PausedHandlers paused,
            SourceAdapters sources,
            Items items,
            LoopData loopData,
            ResultReader resultReader,
            EngineStatistics statistics,
            Member member) {
        this.ids = ids;
        this.expressions = expressions;
        this.catalog = catalog;
        this.graphs = graphs;
        this.handlers = handlers;
        this.inside = inside;
        this.paused = paused;
        this.sources = sources;
        this.items = items;
        this.loopData = loopData;
        this.resultReader = resultReader;
        this.statistics = statistics;
        this.member = member.name();
    }
}
