package dev.arbor.engine.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Categories.CategoryView;
import dev.arbor.engine.api.Categories.Draft;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.engine.handler.InsideHandlers;
import dev.arbor.engine.handler.OutsideHandlers;
import dev.arbor.engine.handler.store.BuiltInHandlers;
import dev.arbor.engine.handler.store.HandlerIds;
import dev.arbor.engine.handler.store.SystemControls;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What handlers and routines are sorted into, on whichever database a subclass brings (engine spec 5.6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CategoriesSuite {

    private static final Caller ANNA = new Caller("änna", "a test");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final PolicyRules.Key KEY = new PolicyRules.Key(PolicyRules.Type.CATEGORY_ACCESS, "Staff");

    /** What was asked of the policy rules, which are kept elsewhere. */
    private final List<String> asked = new ArrayList<>();

    private TestDatabase database;
    private PlainTransactions transactions;
    private StoredCategories categories;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        transactions = new PlainTransactions(database.source());
        BuiltInHandlers builtIn = new BuiltInHandlers(
                new InsideHandlers(List.of()), new OutsideHandlers(List.of(), ImportedHandlers.NONE));
        PolicyRules rules = (PolicyRules) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PolicyRules.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName() + " " + List.of(arguments));
                    return null;
                });
        HandlerIds handlers = new HandlerIds(transactions, builtIn);
        categories = new StoredCategories(
                transactions,
                handlers,
                new SystemControls(NOW),
                rules,
                new CategoryEdits(transactions, handlers, rules, InstantSource.fixed(NOW)));
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        asked.clear();
        change("DELETE FROM task_category");
        change("DELETE FROM tree");
        change("DELETE FROM handler");
        for (String id : List.of("test_a_v1", "test_b_v1")) {
            change("INSERT INTO handler (definition_id, name, description, status, checksum, secret_owner, node_xml,"
                    + " created_at, created_by, updated_at, updated_by) VALUES ('" + id + "', 'x', '', 'Active', 'x',"
                    + " 'x', CAST('' AS BYTEA), now(), 'x', now(), 'x')");
        }
        routine(1, "routine_one_v1", 0);
        routine(2, "routine_two_v1", 0);
        routine(3, "routine_gone_v1", 3);
    }

    private void routine(long id, String definitionId, long deleted) {
        change("INSERT INTO tree (id, guid, source_name, source_group, name, type, status, definition_id, categories,"
                + " version, deleted_id, created_at, created_by, updated_at, updated_by) VALUES (" + id + ", 'g" + id
                + "', '-', '-', '" + definitionId + "', 'GLOBAL_ROUTINE', 'ACTIVE', '" + definitionId + "', '[]', 0, "
                + deleted + ", now(), 'x', now(), 'x')");
    }

    private void change(String sql) {
        transactions.call(unit -> {
            try (Statement statement = unit.connection().createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    private static Draft named(String name) {
        return draft(name, null, null, null);
    }

    private static Draft draft(String name, String description, List<String> handlers, List<String> routines) {
        return new Draft(
                Optional.ofNullable(name),
                Optional.ofNullable(description),
                Optional.empty(),
                Optional.ofNullable(handlers),
                Optional.ofNullable(routines),
                Optional.empty());
    }

    private static void refused(String errorKey, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errorKey())
                .as(refusal.getMessage())
                .contains(errorKey));
    }

    @Test
    void whatIsMadeIsFoundAndSortedAmongTheOthers() {
        categories.create(draft("Über uns", "Wir", List.of("test_b_v1", "test_a_v1"), List.of("routine_one_v1")), ANNA);
        categories.create(named("Aside"), ANNA);

        CategoryView found = categories.find("Über uns");

        assertThat(found.description()).isEqualTo("Wir");
        assertThat(found.type()).isEqualTo("Stored");
        assertThat(found.handlers()).containsExactly("test_a_v1", "test_b_v1");
        assertThat(found.routines()).containsExactly(1L);
        assertThat(found.stamps().createdBy()).isEqualTo("änna");
        assertThat(categories.list(0, 0).items())
                .extracting(CategoryView::name)
                .containsExactly("Aside", Categories.SYSTEM_CONTROLS, "Über uns");
        assertThat(categories.list(1, 2).items()).extracting(CategoryView::name).containsExactly("Über uns");
        assertThat(categories.list(1, 2).count()).isEqualTo(3);
        assertThat(categories.ofHandlers(List.of("test_a_v1", "system_wait_v1", "nobody_v1")))
                .isEqualTo(Map.of(
                        "test_a_v1", List.of("Über uns"), "system_wait_v1", List.of(Categories.SYSTEM_CONTROLS)));
    }

    @Test
    void aNewNameIsCarriedToWhatIsInIt() {
        categories.create(draft("Old", "d", List.of("test_a_v1"), List.of("routine_one_v1")), ANNA);
        change("UPDATE tree SET categories = '[\"Old\"]' WHERE id = 3");

        CategoryView now = categories.change("Old", named("New"), ANNA);

        assertThat(now.handlers()).containsExactly("test_a_v1");
        assertThat(now.routines()).containsExactly(1L);
        assertThat(now.description()).isEqualTo("d");
        assertThat(asked).containsExactly("renameCategory [Old, New]");
        refused("not_found", () -> categories.find("Old"));
        // What is deleted comes back with the name that the category has by then.
        change("UPDATE tree SET deleted_id = 0 WHERE id = 3");
        assertThat(categories.find("New").routines()).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void membersComeAndGo() {
        categories.create(named("Tools"), ANNA);
        categories.addHandler("Tools", "test_a_v1");
        categories.addHandler("Tools", "test_a_v1");
        categories.addHandler("Tools", "system_wait_v1");
        categories.addRoutine("Tools", "routine_two_v1");
        categories.addRoutine("Tools", "routine_two_v1");
        assertThat(categories.find("Tools").handlers()).containsExactly("system_wait_v1", "test_a_v1");
        assertThat(categories.find("Tools").routines()).containsExactly(2L);

        categories.removeHandler("Tools", "test_a_v1");
        categories.removeRoutine("Tools", "routine_two_v1");
        categories.addRule("Tools", KEY);
        categories.removeRule("Tools", KEY);

        assertThat(categories.find("Tools").handlers()).containsExactly("system_wait_v1");
        assertThat(categories.find("Tools").routines()).isEmpty();
        refused("not_found", () -> categories.removeHandler("Tools", "test_a_v1"));
        refused("not_found", () -> categories.removeRoutine("Tools", "routine_two_v1"));
        assertThat(asked).hasSize(2).allMatch(each -> each.contains("Staff"));
    }

    @Test
    void aHandlerSaysWhereItIs() {
        categories.create(named("One"), ANNA);
        categories.create(draft("Two", null, List.of("test_a_v1"), null), ANNA);

        categories.ofHandler("test_a_v1", List.of("One"));

        assertThat(categories.find("One").handlers()).containsExactly("test_a_v1");
        assertThat(categories.find("Two").handlers()).isEmpty();
        refused("not_found", () -> categories.ofHandler("test_a_v1", List.of("One", "Nowhere")));
        assertThat(categories.find("One").handlers()).containsExactly("test_a_v1");
    }

    @Test
    void whatWasInADeletedOneStays() {
        categories.create(draft("Gone", null, List.of("test_a_v1"), List.of("routine_one_v1")), ANNA);

        assertThat(categories.delete("Gone").handlers()).containsExactly("test_a_v1");

        refused("not_found", () -> categories.find("Gone"));
        categories.create(named("Gone"), ANNA);
        assertThat(categories.find("Gone").routines()).isEmpty();
        assertThat(categories.find("Gone").handlers()).isEmpty();
        assertThat(asked).containsExactly("replaceOfCategory [Gone, []]");
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        categories.create(draft("Kept", null, List.of("test_a_v1"), null), ANNA);

        refused("uniqueness_violation", () -> categories.create(named("Kept"), ANNA));
        refused("uniqueness_violation", () -> categories.create(named(Categories.SYSTEM_CONTROLS), ANNA));
        refused("invalid_value", () -> categories.create(named(" "), ANNA));
        refused("invalid_value", () -> categories.create(named("x".repeat(256)), ANNA));
        refused("invalid_value", () -> categories.create(named(null), ANNA));
        refused("not_found", () -> categories.create(draft("New", null, List.of("nobody_v1"), null), ANNA));
        refused("not_found", () -> categories.create(draft("New", null, null, List.of("routine_gone_v1")), ANNA));
        refused("not_found", () -> categories.find("New"));
        refused("not_found", () -> categories.change("Kept", draft("Else", "d", List.of("nobody_v1"), null), ANNA));
        assertThat(categories.find("Kept").handlers()).containsExactly("test_a_v1");
        refused("not_found", () -> categories.addHandler("Kept", "nobody_v1"));
        refused("not_found", () -> categories.addHandler("Nowhere", "test_a_v1"));
        refused("not_found", () -> categories.delete("Nowhere"));
    }

    @Test
    void theEnginesOwnStaysAsItIs() {
        CategoryView own = categories.find(Categories.SYSTEM_CONTROLS);
        assertThat(own.type()).isEqualTo("Integrated");
        assertThat(own.handlers())
                .contains("system_join_v1", "utilities_echo_v1")
                .doesNotContain("system_start_v1");

        refused("integrated_category", () -> categories.delete(Categories.SYSTEM_CONTROLS));
        refused("integrated_category", () -> categories.change(Categories.SYSTEM_CONTROLS, named("x"), ANNA));
        refused("integrated_category", () -> categories.addHandler(Categories.SYSTEM_CONTROLS, "test_a_v1"));
        refused("uniqueness_violation", () -> {
            categories.create(named("Ours"), ANNA);
            categories.change("Ours", named(Categories.SYSTEM_CONTROLS), ANNA);
        });
        categories.addRule(Categories.SYSTEM_CONTROLS, KEY);
        assertThat(asked).hasSize(1);
    }
}
