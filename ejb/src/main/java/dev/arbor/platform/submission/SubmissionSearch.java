package dev.arbor.platform.submission;

import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.api.Submissions.Found;
import dev.arbor.platform.api.Submissions.Search;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.query.Condition;
import dev.arbor.platform.query.Judge;
import dev.arbor.platform.submission.Candidates.Candidate;
import dev.arbor.platform.submission.Candidates.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Searches submissions (integrator spec 4.5, Search, and 5.6). Where indexes answer a query, their ranges are read in the
 * order of the answer and merged; where they do not, submissions are looked through by their time. Either way each one is
 * judged by its values, so an index decides how long it takes and never what is found. Nobody finds a submission by values
 * that they are not shown.
 */
@ApplicationScoped
public class SubmissionSearch {

    /** So many are looked through for one page; a page that ends there is shorter, and the next one goes on. */
    private static final int LOOKED_THROUGH = 20_000;

    private static final int BIGGEST_BATCH = 500;

    private final Authoriser authoriser;
    private final FormModels models;
    private final SubmissionViews views;

    /** For the container's proxy. */
    protected SubmissionSearch() {
        this(null, null, null);
    }

    @Inject
    public SubmissionSearch(Authoriser authoriser, FormModels models, SubmissionViews views) {
        this.authoriser = authoriser;
        this.models = models;
        this.views = views;
    }

    /** Finds a page. */
    Found find(Connection connection, Identity who, Search search, Set<String> parts) throws SQLException {
        Permissions permissions = authoriser.permissions(who);
        Ground ground = ground(connection, permissions, search);
        SearchQuery query = SearchQuery.read(search, ground.fields());
        List<IndexDefinition> built = IndexDefinitions.of(connection, ground.scope()).stream()
                .filter(IndexDefinition::built)
                .toList();
        List<Candidates.Origin> origins = query.origins(ground.scope(), ground.column(), built);
        boolean byIndex = origins.get(0) instanceof Candidates.Indexed;
        Comparator<Place> order = search.descending() ? Place.ORDER.reversed() : Place.ORDER;
        Looking looking = new Looking(connection, permissions, query, order);
        int batch = Math.min(search.limit() + 1, BIGGEST_BATCH);
        Optional<Place> after = search.after().map(SearchQuery::place);
        List<Candidates> sources = new ArrayList<>();
        for (Candidates.Origin origin : origins) {
            sources.add(new Candidates(connection, origin, search.descending(), batch, after));
        }
        List<Candidate> found = new ArrayList<>();
        Place last = null;
        boolean more = true;
        int looked = 0;
        while (found.size() <= search.limit() && looked < LOOKED_THROUGH) {
            Optional<Candidate> next = looking.next(sources);
            if (next.isEmpty()) {
                more = false;
                break;
            }
            looked++;
            if (looking.holds(next.get().row())) {
                found.add(next.get());
            }
            last = next.get().place();
        }
        boolean full = found.size() > search.limit();
        List<Candidate> page = full ? found.subList(0, search.limit()) : found;
        Optional<String> token = full
                ? Optional.of(SearchQuery.token(page.get(page.size() - 1).place()))
                : more && last != null ? Optional.of(SearchQuery.token(last)) : Optional.empty();
        OptionalLong count =
                search.count() ? OptionalLong.of(count(connection, permissions, query, origins)) : OptionalLong.empty();
        List<String> messages = byIndex || query.condition() instanceof Condition.All
                ? List.of()
                : List.of("The query was answered without an index. Define and build one of the properties in it.");
        return new Found(
                views.show(
                        connection,
                        permissions,
                        page.stream().map(Candidate::row).toList(),
                        parts),
                token,
                count,
                messages);
    }

    private long count(
            Connection connection, Permissions permissions, SearchQuery query, List<Candidates.Origin> origins)
            throws SQLException {
        if (origins.size() == 1
                && origins.get(0) instanceof Candidates.Timeline timeline
                && query.condition() instanceof Condition.All) {
            return SearchQuery.count(connection, timeline);
        }
        List<Candidates> sources = new ArrayList<>();
        for (Candidates.Origin origin : origins) {
            sources.add(new Candidates(connection, origin, false, BIGGEST_BATCH, Optional.empty()));
        }
        Looking looking = new Looking(connection, permissions, query, Place.ORDER);
        long count = 0;
        for (Optional<Candidate> next = looking.next(sources); next.isPresent(); next = looking.next(sources)) {
            count += looking.holds(next.get().row()) ? 1 : 0;
        }
        return count;
    }

    /** Where is searched. */
    private record Ground(UUID scope, String column, Set<String> fields) {}

    private Ground ground(Connection connection, Permissions permissions, Search search) throws SQLException {
        if (search.form().isPresent()) {
            FormModel form =
                    models.find(connection, search.kapp(), search.form().get());
            permissions.demand(Right.FORM_DISPLAY, Subject.form(form.kapp(), form.form()));
            return new Ground(form.id(), "form_id", form.fields().keySet());
        }
        Entry kapp = KappTable.find(connection, search.kapp());
        permissions.demand(Right.KAPP_DISPLAY, Subject.kapp(kapp.document()));
        return new Ground(kapp.id(), "kapp_id", SearchQuery.declared(connection, kapp.id()));
    }

    /** Goes through candidates of several places in one order, each submission once. */
    private final class Looking {
        private final Connection connection;
        private final Permissions permissions;
        private final SearchQuery query;
        private final Comparator<Place> order;
        private final Map<UUID, Optional<FormModel>> forms = new HashMap<>();
        private Place before;

        Looking(Connection connection, Permissions permissions, SearchQuery query, Comparator<Place> order) {
            this.connection = connection;
            this.permissions = permissions;
            this.query = query;
            this.order = order;
        }

        Optional<Candidate> next(List<Candidates> sources) throws SQLException {
            while (true) {
                Candidates first = null;
                for (Candidates each : sources) {
                    if (each.peek().isPresent()
                            && (first == null
                                    || order.compare(
                                                    each.peek().get().place(),
                                                    first.peek().get().place())
                                            < 0)) {
                        first = each;
                    }
                }
                if (first == null) {
                    return Optional.empty();
                }
                Candidate next = first.take();
                if (!next.place().equals(before)) {
                    before = next.place();
                    return Optional.of(next);
                }
            }
        }

        boolean holds(SubmissionRow row) throws SQLException {
            Optional<FormModel> form = forms.get(row.formId);
            if (form == null) {
                form = models.find(connection, row.formId);
                forms.put(row.formId, form);
            }
            if (form.isEmpty()) {
                return false;
            }
            FormModel model = form.get();
            return query.within(row)
                    && Judge.holds(query.condition(), property -> SubmissionDocument.texts(row, model, property))
                    && (!query.asksForContent()
                            || permissions.may(
                                    Right.SUBMISSION_ACCESS,
                                    Subject.submission(model.kapp(), model.form(), SubmissionDocument.of(row, model))));
        }
    }

    /** Refuses what searches of submissions do not know. */
    static PlatformRefusal unexpected(String part) {
        return PlatformRefusal.invalid("invalid_query", "The query included one or more unexpected parts: " + part);
    }
}
