package dev.arbor.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Sources;
import dev.arbor.engine.database.RowById;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The sources of the API. */
@ApplicationScoped
@Transactional
public class StoredSources implements Sources {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONGEST_NAME = 255;
    private static final List<String> ADAPTERS =
            List.of("Adhoc", "Kinetic Discussions", "Kinetic Request CE", "Kinetic Task");

    private final EntityManager rows;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredSources() {
        this(null, null);
    }

    @Inject
    StoredSources(EntityManager rows, InstantSource time) {
        this.rows = rows;
        this.time = time;
    }

    @Override
    public Page<SourceView> list(int limit, int offset) {
        TypedQuery<SourceEntity> query = rows.createQuery(
                        "SELECT s FROM SourceEntity s ORDER BY s.name", SourceEntity.class)
                .setFirstResult(offset);
        if (limit > 0) {
            query.setMaxResults(limit);
        }
        long count = rows.createQuery("SELECT count(s) FROM SourceEntity s", Long.class)
                .getSingleResult();
        return new Page<>(count, limit, offset, query.getResultList()).map(this::view);
    }

    @Override
    public SourceView find(String name) {
        SourceEntity source = RowById.read(rows, SourceEntity.class, name).orElse(null);
        if (source == null) {
            throw Refusal.notFound("Unable to retrieve the source \"" + name + "\".");
        }
        return view(source);
    }

    @Override
    public SourceView create(String name, String type, Caller caller) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the name of a source, of at most " + LONGEST_NAME + " characters, but got '" + name
                            + "'.");
        }
        if (!ADAPTERS.contains(type)) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the type of a source to be one of " + ADAPTERS + ", but got '" + type + "'.");
        }
        if (RowById.read(rows, SourceEntity.class, name).isPresent()) {
            throw Refusal.invalid(
                    "uniqueness_violation", "Expected the name '" + name + "' to be free, but there is such a source.");
        }
        SourceEntity source = new SourceEntity();
        source.name = name;
        source.status = "Active";
        source.type = type;
        source.properties = "{}";
        source.createdAt = time.instant();
        source.createdBy = caller.username();
        source.updatedAt = source.createdAt;
        source.updatedBy = caller.username();
        rows.persist(source);
        rows.flush();
        return view(source);
    }

    private SourceView view(SourceEntity source) {
        return new SourceView(
                source.name,
                source.status,
                source.type,
                properties(source),
                ofTrees("sourceGroup", source.name),
                ofTrees("name", source.name),
                source.createdAt,
                source.createdBy,
                source.updatedAt,
                source.updatedBy);
    }

    private List<String> ofTrees(String field, String source) {
        return rows.createQuery(
                        "SELECT DISTINCT t." + field + " FROM TreeEntity t WHERE t.sourceName = :source"
                                + " AND t.deletedId = 0 ORDER BY t." + field,
                        String.class)
                .setParameter("source", source)
                .getResultList();
    }

    private static Map<String, String> properties(SourceEntity source) {
        try {
            return JSON.readValue(source.properties, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected the properties of the source '" + source.name + "' to be JSON, but they are not.", e);
        }
    }
}
