package dev.arbor.platform.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.kapp.FieldTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import dev.arbor.platform.space.StoredSpace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Forms as submissions need them. One short query says which version is current; what it means is kept. */
@ApplicationScoped
public class FormModels {

    private static final int KEPT = 2_000;
    private static final String SELECT = "SELECT f.id, f.version_id, k.slug, k.version_id, s.version_id FROM form f"
            + " JOIN kapp k ON k.id = f.kapp_id CROSS JOIN space s WHERE ";

    /** A form as it was between two changes of it, its kapp and the space. */
    private record Version(UUID form, long version, String kapp, long kappVersion, long spaceVersion) {}

    private final Cache<Version, FormModel> models =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /**
     * The form of a slug.
     *
     * @throws PlatformRefusal when there is none
     */
    public FormModel find(Connection connection, String kapp, String form) throws SQLException {
        Optional<Version> version =
                Rows.one(connection, SELECT + "k.slug = ? AND f.slug = ?", FormModels::version, kapp, form);
        if (version.isEmpty()) {
            KappTable.find(connection, kapp);
            throw PlatformRefusal.missing("Form", form);
        }
        return model(connection, version.get());
    }

    /** The form of an id; empty when it is gone. */
    public Optional<FormModel> find(Connection connection, UUID id) throws SQLException {
        Optional<Version> version = Rows.one(connection, SELECT + "f.id = ?", FormModels::version, id);
        return version.isEmpty() ? Optional.empty() : Optional.of(model(connection, version.get()));
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(Rows.uuid(row, 1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5));
    }

    private FormModel model(Connection connection, Version version) throws SQLException {
        FormModel kept = models.getIfPresent(version);
        if (kept == null) {
            kept = read(connection, version);
            models.put(version, kept);
        }
        return kept;
    }

    private static FormModel read(Connection connection, Version version) throws SQLException {
        Entry form = FormTable.byId(connection, version.form())
                .orElseThrow(
                        () -> PlatformRefusal.missing("Form", version.form().toString()))
                .form();
        Entry kapp = KappTable.find(connection, version.kapp());
        List<IndexPath> paths = new ArrayList<>();
        for (UUID scope : List.of(form.id(), kapp.id())) {
            for (IndexDefinition each : IndexDefinitions.of(connection, scope)) {
                paths.addAll(IndexPath.of(scope, each, scope.equals(kapp.id())));
            }
        }
        return new FormModel(new FormModel.Parts(
                form.id(),
                kapp.id(),
                form.document(),
                kapp.document(),
                FormEvents.surroundings(connection, kapp, form),
                SpaceTable.read(connection)
                        .document()
                        .path(StoredSpace.APPLY_DEFAULTS)
                        .asBoolean(false),
                FieldTable.of(connection, kapp.id()),
                IndexPath.distinct(paths)));
    }
}
