package dev.arbor.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.access.StandingRules;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Metrics.Window;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is counted of submissions, on whichever database a subclass brings. It is noon in London. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MetricsSuite {

    private static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.empty(), Optional.empty(), true, false), 0);
    private static final Identity ANNA =
            Identity.of(new Account("anna", Optional.empty(), Optional.empty(), false, false), 0);
    private static final Window USUAL = new Window(Optional.empty(), Optional.empty());

    private TestDatabase database;
    private PlainTransactions transactions;
    private CountedMetrics metrics;
    private UUID services;
    private UUID laptop;

    abstract TestDatabase open();

    @BeforeAll
    void fill() {
        database = open();
        transactions = new PlainTransactions(database.source());
        InstantSource noon = InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z"));
        SpaceTable.ensure(transactions, noon, "acme");
        metrics = new CountedMetrics(transactions, new StandingRules(), noon);
        services = kapp("services", "Services");
        UUID people = kapp("people", "People");
        laptop = form(services, "laptop", "Laptop", "Hardware");
        UUID phone = form(services, "phone", "Phone", null);
        UUID leave = form(people, "leave", "Leave", "Hardware");
        submission(services, laptop, "2026-03-10T11:59:00Z");
        submission(services, laptop, "2026-03-09T18:14:59Z"); // 23:59:59 in Kathmandu
        submission(services, laptop, "2026-03-09T18:15:00Z"); // 00:00:00 there, the next day
        submission(services, laptop, "2026-02-09T00:00:00Z"); // the first of thirty days
        submission(services, laptop, "2026-02-08T23:59:59Z"); // before it
        submission(services, phone, "2026-03-10T00:00:00Z");
        submission(people, leave, "2026-03-10T01:00:00Z");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private UUID kapp(String slug, String name) {
        return insert(
                "INSERT INTO kapp (id, slug, name, content, version_id, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, ?, '{}', 0, now(), 'x', now(), 'x')",
                slug,
                name);
    }

    private UUID form(UUID kapp, String slug, String name, String type) {
        return insert(
                "INSERT INTO form (id, kapp_id, slug, name, type, status, anonymous, content, version_id, created_at,"
                        + " created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, 'Active', FALSE, '{}', 0, now(),"
                        + " 'x', now(), 'x')",
                kapp,
                slug,
                name,
                type);
    }

    private void submission(UUID kapp, UUID form, String created) {
        insert(
                "INSERT INTO submission (id, kapp_id, form_id, handle, label, core_state, anonymous, content,"
                        + " version_id, created_at, created_by, updated_at, updated_by) VALUES (?, ?, ?, 'ABCDEF', 'l',"
                        + " 'Draft', FALSE, '{}', 0, ?, 'a', now(), 'a')",
                kapp,
                form,
                Instant.parse(created));
    }

    private UUID insert(String sql, Object... values) {
        UUID id = UUID.randomUUID();
        Object[] all = new Object[values.length + 1];
        all[0] = id;
        System.arraycopy(values, 0, all, 1, values.length);
        transactions.call(unit -> Rows.change(unit.connection(), sql, all));
        return id;
    }

    private static ObjectNode json(String text) {
        return dev.arbor.platform.document.Documents.read(text.replace('\'', '"'));
    }

    @Test
    void theSpaceIsCountedByKapp() {
        assertThat(metrics.ofSpace(ADMIN, USUAL).toString())
                .isEqualTo(
                        json("{'submissionBreakdown':[{'category':'People','value':1},{'category':'Services','value':5}],"
                                        + "'submissionVolume':["
                                        + "{'category':'2026-02-09','series':'Services','value':1},"
                                        + "{'category':'2026-03-09','series':'Services','value':2},"
                                        + "{'category':'2026-03-10','series':'People','value':1},"
                                        + "{'category':'2026-03-10','series':'Services','value':2}]}")
                                .toString());
    }

    @Test
    void aKappIsCountedByFormAndByType() {
        assertThat(metrics.ofKapp(ADMIN, "services", new Window(Optional.of("1"), Optional.of("Asia/Kathmandu")))
                        .toString())
                .isEqualTo(
                        json("{'submissionBreakdown':[{'category':'Laptop','value':2},{'category':'Phone','value':1}],"
                                        + "'submissionVolume':["
                                        + "{'category':'2026-03-10','series':'Hardware','value':2},"
                                        + "{'category':'2026-03-10','series':'None','value':1}]}")
                                .toString());
    }

    @Test
    void aFormIsCountedByDay() {
        assertThat(metrics.ofForm(ADMIN, "services", "laptop", new Window(Optional.of("2"), Optional.of("UTC")))
                        .toString())
                .isEqualTo(json("{'submissionVolume':[{'category':'2026-03-09','value':2},"
                                + "{'category':'2026-03-10','value':1}]}")
                        .toString());
    }

    @Test
    void whatMakesNoSenseAndWhoMayNotIsRefused() {
        for (String days : new String[] {"0", "367", "-1", "x", "99999999999"}) {
            assertThatThrownBy(() -> metrics.ofSpace(ADMIN, new Window(Optional.of(days), Optional.empty())))
                    .isInstanceOf(PlatformRefusal.class)
                    .hasMessageContaining("'" + days + "'");
        }
        assertThatThrownBy(() -> metrics.ofSpace(ADMIN, new Window(Optional.empty(), Optional.of("Mars"))))
                .hasMessageContaining("'Mars'");
        assertThatThrownBy(() -> metrics.ofSpace(ANNA, USUAL)).hasMessageContaining("does not have it");
        assertThatThrownBy(() -> metrics.ofKapp(ANNA, "services", USUAL)).hasMessageContaining("does not have it");
        assertThatThrownBy(() -> metrics.ofForm(ANNA, "services", "laptop", USUAL))
                .hasMessageContaining("does not have it");
    }
}
