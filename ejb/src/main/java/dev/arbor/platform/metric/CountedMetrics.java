package dev.arbor.platform.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Metrics;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** The metrics of the API, counted when they are asked for. Names that are the same are counted together. */
@ApplicationScoped
public class CountedMetrics implements Metrics {

    private static final String UNTYPED = "None";

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final InstantSource time;

    /** For the container's proxy. */
    protected CountedMetrics() {
        this(null, null, null);
    }

    @Inject
    public CountedMetrics(Transactions transactions, Authoriser authoriser, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.time = time;
    }

    /** What is told of a form: where it counts as a whole, and in which series. */
    private record Place(UUID form, String category, String series) {}

    @Override
    public ObjectNode ofSpace(Identity who, Window window) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
            Days days = days(connection, window);
            List<Place> places = Rows.list(
                    connection,
                    "SELECT f.id, k.name FROM form f JOIN kapp k ON k.id = f.kapp_id",
                    row -> new Place(Rows.uuid(row, 1), row.getString(2), row.getString(2)));
            return told(connection, places, days, true);
        });
    }

    @Override
    public ObjectNode ofKapp(Identity who, String kapp, Window window) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(owner.document()));
            Days days = days(connection, window);
            List<Place> places = Rows.list(
                    connection,
                    "SELECT id, name, type FROM form WHERE kapp_id = ?",
                    row -> new Place(
                            Rows.uuid(row, 1),
                            row.getString(2),
                            Optional.ofNullable(row.getString(3)).orElse(UNTYPED)),
                    owner.id());
            return told(connection, places, days, true);
        });
    }

    @Override
    public ObjectNode ofForm(Identity who, String kapp, String form, Window window) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            Entry found = FormTable.find(connection, owner.id(), form);
            authoriser.demand(who, Right.FORM_MODIFICATION, Subject.form(owner.document(), found.document()));
            Place place = new Place(found.id(), "", "");
            return told(connection, List.of(place), days(connection, window), false);
        });
    }

    private static Days days(Connection connection, Window window) throws SQLException {
        return Days.of(window, Documents.text(SpaceTable.read(connection).document(), "defaultTimezone"));
    }

    private ObjectNode told(Connection connection, List<Place> places, Days days, boolean parts) throws SQLException {
        Map<UUID, Place> known = new HashMap<>();
        places.forEach(place -> known.put(place.form(), place));
        Map<String, Long> breakdown = new TreeMap<>();
        Map<LocalDate, Map<String, Long>> volume = new TreeMap<>();
        for (Volume.Count count : Volume.since(connection, List.copyOf(known.keySet()), days.begin(time.instant()))) {
            Place place = known.get(count.form());
            breakdown.merge(place.category(), count.submissions(), Long::sum);
            volume.computeIfAbsent(days.day(count.begin()), day -> new TreeMap<>())
                    .merge(place.series(), count.submissions(), Long::sum);
        }
        ObjectNode json = Documents.object();
        if (parts) {
            ArrayNode whole = json.putArray("submissionBreakdown");
            breakdown.forEach((category, value) -> whole.add(point(category).put("value", value)));
        }
        ArrayNode list = json.putArray("submissionVolume");
        Function<String, Optional<String>> named = series -> Optional.of(series).filter(name -> parts);
        volume.forEach((day, all) -> all.forEach((series, value) -> {
            ObjectNode point = point(day.toString());
            named.apply(series).ifPresent(name -> point.put("series", name));
            list.add(point.put("value", value));
        }));
        return json;
    }

    private static ObjectNode point(String category) {
        return Documents.object().put("category", category);
    }
}
