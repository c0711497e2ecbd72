package dev.arbor.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.Part;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the store of trees promises, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TreesSuite {

    static final Caller ANNA = new Caller("änna", "a test");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private final RecordedActivations activations = new RecordedActivations();
    private TestDatabase database;
    private Ids ids;
    TreeCatalog catalog;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        ids = new Ids(database.source());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void forgetTrees() {
        catalog = new TreeCatalog(database.source());
        database.inTransaction(rows -> {
            rows.createQuery("DELETE FROM TreeUseEntity").executeUpdate();
            rows.createQuery("DELETE FROM TreeVersionEntity").executeUpdate();
            rows.createQuery("DELETE FROM TreeEntity").executeUpdate();
            return null;
        });
    }

    <T> T trees(Function<Trees, T> work) {
        return database.inTransaction(rows -> {
            InstantSource time = InstantSource.fixed(NOW);
            TreeStore store = new TreeStore(rows);
            return work.apply(new StoredTrees(
                    new TreeTitles(rows),
                    store,
                    new TreeEditor(store, ids, time),
                    new TreeSearch(rows),
                    new TreeUses(rows),
                    new TreeActivity(rows, time),
                    catalog,
                    activations));
        });
    }

    Trees.TreeView create(TreeFields.Builder fields) {
        return trees(trees -> trees.create(fields.build(), Set.of(), ANNA)).tree();
    }

    static TreeFields.Builder tree(String name) {
        return TreeFields.builder().sourceName("Adhoc").sourceGroup("Größe > 1").name(name);
    }

    static TreeFields.Builder routine(String name) {
        return TreeFields.builder().sourceName("-").sourceGroup("-").name(name).type("Global Routine");
    }

    /** start leads to an echo for each definition id. */
    static String xml(String... definitionIds) {
        StringBuilder tasks = new StringBuilder();
        StringBuilder dependents = new StringBuilder();
        for (int i = 0; i < definitionIds.length; i++) {
            String id = definitionIds[i] + "_" + (i + 1);
            dependents
                    .append("<task label='' type='Complete' value=''>")
                    .append(id)
                    .append("</task>");
            tasks.append(task(definitionIds[i], id, "Node " + (i + 1), ""));
        }
        return "<taskTree builder_version='' schema_version='1.0' version=''><name>x</name><author></author>"
                + "<notes></notes><lastID>" + definitionIds.length + "</lastID><request>"
                + task("system_start_v1", "start", "Start", dependents.toString()) + tasks + "</request></taskTree>";
    }

    private static String task(String definitionId, String id, String name, String dependents) {
        return "<task definition_id='" + definitionId + "' id='" + id + "' name='" + name + "' x='10' y='10'>"
                + "<version>1</version><configured>true</configured><defers>false</defers>"
                + "<deferrable>false</deferrable><visible>false</visible><parameters/><messages/><dependents>"
                + dependents + "</dependents></task>";
    }

    private static void refused(String errorKey, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errorKey())
                .as(refusal.getMessage())
                .contains(errorKey));
    }

    @Test
    void tellsOnceWhenAPausedTreeIsActiveAgain() {
        activations.fired.clear();
        String title = create(tree("Wartend").status("Paused")).title();
        trees(trees -> trees.update(title, TreeFields.builder().notes("still").build(), Set.of(), ANNA));
        assertThat(activations.fired).isEmpty();

        long id = trees(trees -> trees.update(
                        title, TreeFields.builder().status("Active").build(), Set.of(), ANNA))
                .tree()
                .id();
        trees(trees -> trees.update(title, TreeFields.builder().status("Active").build(), Set.of(), ANNA));

        assertThat(activations.fired).containsExactly(new TreeActivated(id));
    }

    @Test
    void a_tree_without_content_has_a_lone_start_node() {
        Trees.TreeView made = create(tree("Stub — 🌳").notes("n").ownerEmail("o@example.com"));

        assertThat(made.title()).isEqualTo("Adhoc :: Größe > 1 :: Stub — 🌳");
        assertThat(made.version()).isZero();
        assertThat(made.status()).isEqualTo("Active");
        assertThat(made.type()).isEqualTo("Tree");
        assertThat(made.definitionId()).isEmpty();
        assertThat(made.createdAt()).isEqualTo(NOW);
        assertThat(made.createdBy()).isEqualTo("änna");
        assertThat(catalog.definition(made.id(), 0).nodes()).singleElement().satisfies(node -> {
            assertThat(node.id()).isEqualTo("start");
            assertThat(node.definitionId()).isEqualTo("system_start_v1");
        });
        Trees.TreeView read = trees(trees -> trees.find(made.title(), OptionalInt.empty(), Set.of()));
        assertThat(read).isEqualTo(made);
    }

    @Test
    void the_catalogue_finds_a_tree_by_each_kind_of_reference_until_it_is_deleted() {
        Trees.TreeView made =
                create(routine("Do It").definitionId("routine_do_it_v1").ownerEmail("o@example.com"));
        List<TreeRef> references = List.of(
                new TreeRef.Triple("-", "-", "Do It"),
                new TreeRef.Guid(made.guid()),
                new TreeRef.Definition("routine_do_it_v1"));

        for (TreeRef reference : references) {
            assertThat(catalog.find(reference)).hasValueSatisfying(head -> {
                assertThat(head.id()).isEqualTo(made.id());
                assertThat(head.ownerEmail()).contains("o@example.com");
                assertThat(head.definitionId()).contains("routine_do_it_v1");
            });
        }
        trees(trees -> trees.delete("Do It", ANNA));
        for (TreeRef reference : references) {
            assertThat(catalog.find(reference)).isEmpty();
        }
        assertThat(catalog.byId(made.id())).isPresent();
    }

    @Test
    void a_title_is_a_triple_a_definition_id_or_the_name_of_a_routine() {
        long id = create(routine("Send :: It").definitionId("routine_send_v1")).id();
        for (String title : List.of("- :: - :: Send :: It", "routine_send_v1", "Send :: It")) {
            assertThat(trees(trees -> trees.find(title, OptionalInt.empty(), Set.of()))
                            .id())
                    .as(title)
                    .isEqualTo(id);
        }
        create(tree("Plain"));
        refused("not_found", () -> trees(trees -> trees.find("Plain", OptionalInt.empty(), Set.of())));
    }

    @Test
    void an_update_changes_what_is_supplied_and_nothing_else() {
        Trees.TreeView made =
                create(tree("A").notes("keep").ownerEmail("o@example.com").event("Submission Created"));
        Trees.TreeView changed = trees(trees -> trees.update(
                        made.title(),
                        TreeFields.builder()
                                .name("B")
                                .status("Paused")
                                .ownerEmail("")
                                .build(),
                        Set.of(),
                        ANNA))
                .tree();

        assertThat(changed.name()).isEqualTo("B");
        assertThat(changed.status()).isEqualTo("Paused");
        assertThat(changed.notes()).contains("keep");
        assertThat(changed.ownerEmail()).isEmpty();
        assertThat(changed.event()).contains("Submission Created");
        assertThat(changed.version()).isZero();
    }

    @Test
    void new_content_is_a_new_version_and_the_old_one_stays() {
        Trees.TreeView made = create(tree("A"));
        Trees.TreeView changed = trees(trees -> trees.update(
                        made.title(),
                        TreeFields.builder()
                                .treeXml(xml("utilities_echo_v1"))
                                .versionId(0)
                                .build(),
                        EnumSet.of(Part.TREE_XML),
                        ANNA))
                .tree();

        assertThat(changed.version()).isEqualTo(1);
        assertThat(changed.parts().treeXml().orElseThrow())
                .contains("utilities_echo_v1_1")
                .contains("<name>A</name>");
        assertThat(catalog.definition(made.id(), 0).nodes()).hasSize(1);
        assertThat(catalog.definition(made.id(), 1).nodes()).hasSize(2);
        Trees.TreeView old = trees(trees -> trees.find(made.title(), OptionalInt.of(0), EnumSet.of(Part.TREE_XML)));
        assertThat(old.version()).isZero();
        assertThat(old.parts().treeXml().orElseThrow()).doesNotContain("utilities_echo_v1");
        refused("not_found", () -> trees(trees -> trees.find(made.title(), OptionalInt.of(2), Set.of())));
    }

    @Test
    void the_builder_reads_and_writes_tree_json() {
        Trees.TreeView made =
                create(routine("R").definitionId("routine_r_v1").inputs(List.of(new Trees.Input("In", "", "", false))));
        String json = "{\"schemaVersion\":1.0,\"lastId\":1,\"processOwnerEmail\":\"o@example.com\",\"nodes\":["
                + "{\"id\":\"start\",\"name\":\"Start\",\"definitionId\":\"system_start_v1\","
                + "\"position\":{\"x\":225.22471923628805,\"y\":10}},"
                + "{\"id\":\"e_1\",\"name\":\"Echo — 🌳\",\"definitionId\":\"utilities_echo_v1\"}],"
                + "\"connectors\":[{\"from\":\"start\",\"to\":\"e_1\",\"type\":\"Complete\"}]}";
        Trees.TreeView changed = trees(trees -> trees.update(
                        "R",
                        TreeFields.builder().treeJson(json).build(),
                        EnumSet.of(Part.TREE_JSON, Part.INPUTS),
                        ANNA))
                .tree();

        assertThat(changed.ownerEmail()).contains("o@example.com");
        assertThat(changed.parts().inputs().orElseThrow())
                .as("what the builder left out")
                .hasSize(1);
        assertThat(changed.parts().treeJson().orElseThrow())
                .contains("Echo — 🌳")
                .contains("225.22471923628805")
                .contains("\"processOwnerEmail\":\"o@example.com\"");
        Trees.TreeView read = trees(trees -> trees.find(made.title(), OptionalInt.empty(), EnumSet.of(Part.TREE_JSON)));
        assertThat(read.parts().treeJson()).isEqualTo(changed.parts().treeJson());
        refused("invalid_tree", () -> create(tree("B").treeJson("{\"nodes\":")));
        refused("invalid_tree", () -> create(tree("B").treeJson("{\"nodes\":7}")));
    }

    @Test
    void of_two_edits_on_the_same_version_exactly_one_wins() throws InterruptedException {
        Trees.TreeView made = create(tree("A"));
        int editors = 6;
        ExecutorService pool = Executors.newFixedThreadPool(editors);
        try {
            List<Future<?>> edits = new ArrayList<>();
            for (int i = 0; i < editors; i++) {
                String notes = "by " + i;
                edits.add(pool.submit(() -> trees(trees -> trees.update(
                        made.title(),
                        TreeFields.builder()
                                .treeXml(xml("utilities_echo_v1"))
                                .notes(notes)
                                .versionId(0)
                                .build(),
                        Set.of(),
                        ANNA))));
            }
            int won = 0;
            for (Future<?> edit : edits) {
                try {
                    edit.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errorKey())
                                    .contains("stale_record"));
                }
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(trees(trees -> trees.find(made.title(), OptionalInt.empty(), Set.of()))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void of_two_trees_made_with_one_title_at_once_exactly_one_is_stored() throws InterruptedException {
        int makers = 6;
        ExecutorService pool = Executors.newFixedThreadPool(makers);
        try {
            List<Future<?>> made = new ArrayList<>();
            for (int i = 0; i < makers; i++) {
                made.add(pool.submit(() -> create(tree("Same"))));
            }
            int won = 0;
            for (Future<?> one : made) {
                try {
                    one.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errorKey())
                                    .contains("uniqueness_violation"));
                }
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void what_cannot_be_stored_is_refused_and_leaves_nothing_behind() {
        Trees.TreeView made = create(tree("A"));
        create(routine("R").definitionId("routine_r_v1"));

        refused("uniqueness_violation", () -> create(tree("A")));
        refused("uniqueness_violation", () -> create(routine("Other").definitionId("routine_r_v1")));
        refused("missing_source", () -> create(tree("B").sourceName("Nowhere")));
        refused("invalid_value", () -> create(tree("B").type("Shrub")));
        refused("invalid_value", () -> create(tree("B").status("Sleeping")));
        refused("invalid_value", () -> create(tree("x".repeat(256))));
        refused("invalid_value", () -> create(tree("")));
        refused("invalid_value", () -> create(tree("B").treeXml(xml()).treeJson("{}")));
        refused("invalid_tree", () -> create(tree("B").treeXml("<taskTree><name>")));
        refused(
                "invalid_tree",
                () -> create(
                        tree("B")
                                .treeXml(
                                        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><taskTree><name>&b;</name></taskTree>")));
        refused(
                "stale_record",
                () -> trees(trees -> trees.update(
                        made.title(),
                        TreeFields.builder().versionId(7).notes("x").build(),
                        Set.of(),
                        ANNA)));
        assertThatThrownBy(() -> trees(trees -> trees.update(
                        made.title(),
                        TreeFields.builder()
                                .notes("half")
                                .treeXml(xml("utilities_echo_v1").replace(">utilities_echo_v1_1<", ">nowhere<"))
                                .build(),
                        Set.of(),
                        ANNA)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nowhere");

        Page<Trees.TreeView> all = trees(trees -> trees.search(TreeQuery.all(), Set.of()));
        assertThat(all.items()).extracting(Trees.TreeView::name).containsExactly("R", "A");
        assertThat(all.items().get(1).notes()).isEmpty();
    }

    @Test
    void a_deleted_tree_frees_its_title_and_the_last_one_deleted_comes_back() {
        Trees.TreeView first = create(tree("A").notes("first"));
        trees(trees -> trees.delete(first.title(), ANNA));
        Trees.TreeView second = create(tree("A").notes("second"));

        refused("uniqueness_violation", () -> trees(trees -> trees.restore(first.title(), Set.of(), ANNA)));
        trees(trees -> trees.delete(second.title(), ANNA));
        refused("not_found", () -> trees(trees -> trees.find(first.title(), OptionalInt.empty(), Set.of())));
        assertThat(trees(trees -> trees.restore(first.title(), Set.of(), ANNA)).notes())
                .contains("second");
    }

    @Test
    void a_copy_inherits_what_is_not_said() {
        create(routine("R")
                .definitionId("routine_r_v1")
                .treeXml(xml("utilities_echo_v1"))
                .inputs(List.of(new Trees.Input("In", "<%= 1 %>", "what", true))));
        Trees.TreeView copy = trees(trees -> trees.copy(
                        "R",
                        new Trees.CopyAs(Optional.empty(), Optional.empty(), Optional.of("R2"), Optional.empty()),
                        EnumSet.of(Part.INPUTS),
                        ANNA))
                .tree();

        assertThat(copy.title()).isEqualTo("- :: - :: R2");
        assertThat(copy.definitionId()).contains("routine_r_v1_20260301100000123");
        assertThat(copy.parts().inputs().orElseThrow())
                .containsExactly(new Trees.Input("In", "<%= 1 %>", "what", true));
        refused(
                "uniqueness_violation",
                () -> trees(trees -> trees.copy(
                        "R",
                        new Trees.CopyAs(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Set.of(),
                        ANNA)));
    }

    @Test
    void an_export_is_imported_as_what_it_was() {
        create(routine("R").definitionId("routine_r_v1").notes("<n> & “ö” 🌳").treeXml(xml("utilities_echo_v1")));
        String exported = trees(trees -> trees.export("R"));
        refused("uniqueness_violation", () -> trees(trees -> trees.importXml(exported, false, ANNA)));

        Trees.Saved again = trees(trees -> trees.importXml(exported, true, ANNA));
        assertThat(again.created()).isFalse();
        assertThat(again.tree().version()).isEqualTo(1);
        trees(trees -> trees.delete("R", ANNA));
        Trees.Saved anew = trees(trees -> trees.importXml(exported, false, ANNA));
        assertThat(anew.created()).isTrue();
        assertThat(anew.tree().version()).isZero();
        String exportedAgain = trees(trees -> trees.export("R"));
        assertThat(exportedAgain).isEqualTo(exported);
    }

    @Test
    void lists_are_filtered_sorted_and_paged() {
        create(tree("100%"));
        create(tree("100 percent").sourceGroup("B_1"));
        create(tree("Ärger").sourceGroup("Bx1").status("Paused").ownerEmail("o@example.com"));
        create(routine("R").definitionId("routine_r_v1"));

        assertThat(names(TreeQuery.all())).containsExactly("R", "100 percent", "Ärger", "100%");
        assertThat(names(query(builder -> builder.nameFragment = "0%"))).containsExactly("100%");
        assertThat(names(query(builder -> builder.nameFragment = "ÄRG"))).containsExactly("Ärger");
        assertThat(names(query(builder -> builder.groupFragment = "b_"))).containsExactly("100 percent");
        assertThat(names(query(builder -> builder.groups = List.of("B_1", "Bx1"))))
                .hasSize(2);
        assertThat(names(query(builder -> builder.source = "-"))).containsExactly("R");
        assertThat(names(query(builder -> builder.type = "Global Routine"))).containsExactly("R");
        assertThat(names(query(builder -> builder.status = "Paused"))).containsExactly("Ärger");
        assertThat(names(query(builder -> builder.status = "Odd"))).isEmpty();
        assertThat(names(query(builder -> builder.ownerEmail = "o@example.com")))
                .containsExactly("Ärger");
        assertThat(names(query(builder -> {
                    builder.orderBy = "id";
                    builder.descending = true;
                })))
                .containsExactly("R", "Ärger", "100 percent", "100%");
        refused("invalid_value", () -> names(query(builder -> builder.orderBy = "id; DROP TABLE tree")));
        Page<Trees.TreeView> page = trees(trees -> trees.search(
                query(builder -> {
                    builder.limit = 2;
                    builder.offset = 1;
                }),
                Set.of()));
        assertThat(page.count()).isEqualTo(4);
        assertThat(page.items()).extracting(Trees.TreeView::name).containsExactly("100 percent", "Ärger");
    }

    @Test
    void usage_and_missing_routines_follow_the_newest_version() {
        Trees.TreeView a = create(tree("A").treeXml(xml("routine_gone_v1", "routine_gone_v1", "utilities_echo_v1")));
        create(routine("R").definitionId("routine_r_v1").treeXml(xml("routine_gone_v1", "routine_r_v1")));

        assertThat(trees(Trees::missing)).containsExactly(new Trees.MissingRoutine("routine_gone_v1", 1, 1, 3));
        List<Trees.Use> uses = trees(trees -> trees.usage("routine_gone_v1"));
        assertThat(uses).extracting(use -> use.name() + " " + use.nodeCount()).containsExactly("R 1", "A 2");

        trees(trees -> trees.update(
                a.title(), TreeFields.builder().treeXml(xml("routine_r_v1")).build(), Set.of(), ANNA));
        trees(trees -> trees.delete("R", ANNA));
        assertThat(trees(Trees::missing)).containsExactly(new Trees.MissingRoutine("routine_r_v1", 1, 0, 1));
    }

    @Test
    void a_tree_that_nobody_ran_was_idle_for_thirty_days() {
        String title = create(tree("A")).title();
        Trees.Activity activity = trees(trees -> trees.activity(title));
        assertThat(activity.days()).hasSize(30).allSatisfy(day -> assertThat(day.runs())
                .isZero());
        assertThat(activity.days().get(29).day()).isEqualTo("2026-03-01");
        assertThat(activity.activeErrors()).isZero();
    }

    private List<String> names(TreeQuery query) {
        return trees(trees -> trees.search(query, Set.of())).items().stream()
                .map(Trees.TreeView::name)
                .toList();
    }

    private static final class Query {
        private String source;
        private List<String> groups = List.of();
        private String groupFragment;
        private String nameFragment;
        private String ownerEmail;
        private String status;
        private String type;
        private String orderBy;
        private boolean descending;
        private int limit;
        private int offset;
    }

    private static TreeQuery query(java.util.function.Consumer<Query> how) {
        Query query = new Query();
        how.accept(query);
        return new TreeQuery(
                Optional.ofNullable(query.source),
                query.groups,
                Optional.ofNullable(query.groupFragment),
                Optional.empty(),
                Optional.ofNullable(query.nameFragment),
                Optional.ofNullable(query.ownerEmail),
                Optional.ofNullable(query.status),
                Optional.ofNullable(query.type),
                Optional.ofNullable(query.orderBy),
                query.descending,
                query.limit,
                query.offset);
    }
}
