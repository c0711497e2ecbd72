package dev.arbor.engine.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.core.tree.TreeGraph;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The graphs of trees, indexed for walking once for each version. */
@ApplicationScoped
public class TreeGraphs {

    private static final long NODES_IN_MEMORY = 50_000;

    private record Version(long treeId, int number) {}

    private final TreeCatalog catalog;
    private final Cache<Version, TreeGraph> graphs = Caffeine.newBuilder()
            .maximumWeight(NODES_IN_MEMORY)
            .weigher((Version version, TreeGraph graph) -> graph.nodes().size() + 1)
            .build();

    /** For the container's proxy. */
    protected TreeGraphs() {
        this(null);
    }

    /** Over the catalog of definitions. */
    @Inject
    public TreeGraphs(TreeCatalog catalog) {
        this.catalog = catalog;
    }

    /** The graph of a version; it must exist. */
    public TreeGraph of(long treeId, int version) {
        return graphs.get(
                new Version(treeId, version), key -> new TreeGraph(catalog.definition(key.treeId(), key.number())));
    }
}
