package dev.arbor.platform.submission;

import static dev.arbor.platform.submission.PlatformInTest.ADMIN;
import static dev.arbor.platform.submission.PlatformInTest.ANNA;
import static dev.arbor.platform.submission.PlatformInTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions;
import dev.arbor.platform.api.Submissions.Found;
import dev.arbor.platform.api.Submissions.Saving;
import dev.arbor.platform.api.Submissions.Search;
import dev.arbor.platform.event.Event;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the platform promises of kapps, forms and submissions, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubmissionsSuite {

    private static final Set<String> EVERYTHING =
            Set.of("activities", "authorization", "children", "descendants", "parent", "origin", "values.raw");

    private static final String PAGES = "[{'name':'First','elements':["
            + "{'type':'field','name':'Summary','key':'s','required':true,'requiredMessage':'Say what it is about.'},"
            + "{'type':'section','elements':[{'type':'field','name':'Status'},"
            + "{'type':'field','name':'Reason','required':\"values('Status') == 'Rejected'\"}]},"
            + "{'type':'field','name':'Code','pattern':{'regex':'^[A-Z]+$','message':'Capitals only.'},"
            + "'constraints':[{'type':'custom','content':\"values('Code').length < 5\",'message':'Too long.'}]}]},"
            + "{'name':'Second','elements':[{'type':'field','name':'Teams','renderType':'checkbox'},"
            + "{'type':'field','name':'Files','renderType':'attachment'}]}]";

    @TempDir
    static Path folder;

    private TestDatabase database;
    private PlatformInTest platform;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        platform = new PlatformInTest(database, folder, 1000);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void anew() {
        platform.kapps
                .list(ADMIN, Listing.ALL, Set.of())
                .forEach(kapp -> platform.kapps.delete(ADMIN, kapp.get("slug").asText()));
        platform.kapps.create(
                ADMIN,
                json("{'name':'IT','slug':'it','fields':[{'name':'Status','renderType':'text'}],"
                        + "'indexDefinitions':[{'parts':['values[Status]']}],'kappAttributeDefinitions':[{'name':'Icon'}],"
                        + "'attributesMap':{'Icon':['flask']}}"));
        platform.forms.create(ADMIN, "it", form("help"));
        platform.forgetEvents();
    }

    private static ObjectNode form(String slug) {
        // Expressions have apostrophes of their own, so those of the pages are told apart by their brackets.
        String pages = PAGES.replace("\"values('Status') == 'Rejected'\"", "'@1'")
                .replace("\"values('Code').length < 5\"", "'@2'");
        String text = "{'name':'Help','slug':'" + slug + "','type':'Service','status':'Active','pages':" + pages + "}";
        ObjectNode form = json(text.replace("@1", "#1").replace("@2", "#2"));
        String restored = form.toString()
                .replace("#1", "values('Status') == 'Rejected'")
                .replace("#2", "values('Code').length < 5");
        return (ObjectNode) dev.arbor.platform.document.Documents.readAny(restored);
    }

    private String create(String body) {
        return platform.submissions.create(ADMIN, "it", "help", json(body), Saving.PLAIN);
    }

    private ObjectNode find(String id) {
        return platform.submissions.find(ADMIN, id, EVERYTHING);
    }

    private static Search all(String q, String orderBy, int limit, Optional<String> after) {
        return new Search(
                "it",
                Optional.of("help"),
                Optional.ofNullable(q),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(orderBy),
                true,
                limit,
                after,
                true);
    }

    private List<String> summaries(String q, String orderBy, int limit) {
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Found page = platform.submissions.search(ADMIN, all(q, orderBy, limit, after), Set.of());
            page.submissions()
                    .forEach(each -> found.add(each.at("/values/Summary").asText()));
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    private void build(String... indexes) {
        ObjectNode body = json("{'type':'Build Index','content':{'indexes':[]}}");
        for (String index : indexes) {
            body.withObject("/content").withArray("indexes").add(index);
        }
        ObjectNode job = platform.jobs.begin(ADMIN, "it", Optional.of("help"), body);
        assertThat(job.get("status").asText()).isEqualTo("Completed");
    }

    @Test
    void a_draft_is_not_judged_and_tells_created_and_saved() {
        String id = create("{'values':{'Code':'x','Teams':'[\\\\\"a\\\\\",\\\\\"b\\\\\"]'}}".replace("\\\\\"", "\\\""));

        ObjectNode draft = find(id);
        assertThat(draft.get("coreState").asText()).isEqualTo("Draft");
        assertThat(draft.at("/values/Teams/1").asText()).isEqualTo("b");
        assertThat(draft.get("values").has("Reason")).isTrue();
        assertThat(draft.at("/values/Reason").isNull()).isTrue();
        assertThat(draft.get("label").asText()).isEqualTo(id);
        assertThat(draft.get("handle").asText()).isEqualTo(id.substring(30).toUpperCase(java.util.Locale.ROOT));
        assertThat(draft.get("type").asText()).isEqualTo("Service");
        assertThat(platform.told()).containsExactly("Submission Created", "Submission Saved");
    }

    @Test
    void submitting_judges_and_names_each_field() {
        PlatformRefusal refusal = catchThrowableOfType(
                PlatformRefusal.class,
                () -> create("{'coreState':'Submitted','values':{'Status':'Rejected','Code':'abcdefg'}}"));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.constraintErrors())
                .containsOnlyKeys("Summary", "Reason", "Code")
                .containsEntry("Summary", List.of("Say what it is about."))
                .containsEntry("Code", List.of("Capitals only.", "Too long."));
        assertThat(platform.told()).isEmpty();
        assertThat(platform.count("submission")).isZero();
        assertThat(platform.count("submission_index")).isZero();
    }

    @Test
    void created_as_submitted_tells_it_all_in_order_with_what_it_is() {
        String id = create("{'coreState':'Submitted','values':{'Summary':'Brötchen — 🥐','Status':'Open'}}");

        assertThat(platform.told()).containsExactly("Submission Created", "Submission Saved", "Submission Submitted");
        Event last = platform.events().get(2);
        assertThat(last.subjectId()).isEqualTo(id);
        JsonNode told = platform.payload(last);
        assertThat(told.at("/values/Summary").asText()).isEqualTo("Brötchen — 🥐");
        assertThat(told.at("/values/Reason").isNull()).isTrue();
        assertThat(told.at("/submission/coreState").asText()).isEqualTo("Submitted");
        assertThat(told.at("/submission/submittedBy").asText()).isEqualTo("admin");
        assertThat(told.at("/submissionPrevious").isNull()).isTrue();
        assertThat(told.at("/valuesPrevious")).isEmpty();
        assertThat(told.at("/kapp/attributes/0/values/0").asText()).isEqualTo("flask");
        assertThat(told.at("/form/slug").asText()).isEqualTo("help");
        assertThat(told.at("/space/slug").asText()).isEqualTo("arbor");
        assertThat(told.at("/identity/displayName").asText()).isEqualTo("Ädmin");
    }

    @Test
    void goes_one_way_through_its_states() {
        String id = create("{'values':{'Summary':'a'}}");
        platform.forgetEvents();

        platform.submissions.update(ADMIN, id, json("{'coreState':'Submitted'}"));
        assertThat(platform.told()).containsExactly("Submission Updated", "Submission Saved", "Submission Submitted");
        assertThat(platform.payload(platform.events().get(0))
                        .at("/submissionChanges/coreState/0")
                        .asText())
                .isEqualTo("Draft");
        platform.forgetEvents();
        platform.submissions.update(ADMIN, id, json("{'values':{'Status':'Open'}}"));
        assertThat(platform.told()).containsExactly("Submission Updated", "Submission Saved");
        assertThat(platform.payload(platform.events().get(0))
                        .at("/valuesChanges/Status/1")
                        .asText())
                .isEqualTo("Open");
        platform.forgetEvents();
        platform.submissions.update(ADMIN, id, json("{'coreState':'Closed'}"));
        assertThat(platform.told()).containsExactly("Submission Updated", "Submission Saved", "Submission Closed");
        platform.forgetEvents();

        assertThatThrownBy(() -> platform.submissions.update(ADMIN, id, json("{'coreState':'Submitted'}")))
                .hasMessage("Unable to put a closed submission in the 'Submitted' core state");
        platform.submissions.update(ADMIN, id, json("{'values':{'Status':'Late'}}"));
        ObjectNode closed = find(id);
        assertThat(closed.at("/values/Status").asText()).isEqualTo("Late");
        assertThat(closed.at("/values/Summary").asText()).isEqualTo("a");
        assertThat(closed.get("closedBy").asText()).isEqualTo("admin");
    }

    @Test
    void a_draft_may_be_closed_at_once() {
        String id = create("{'values':{'Summary':'a'}}");
        platform.forgetEvents();

        platform.submissions.update(ADMIN, id, json("{'coreState':'Closed'}"));

        assertThat(platform.told()).containsExactly("Submission Updated", "Submission Saved", "Submission Closed");
        create("{'coreState':'Closed','values':{'Summary':'b'}}");
        assertThat(platform.told().subList(3, 6))
                .containsExactly("Submission Created", "Submission Saved", "Submission Closed");
    }

    @Test
    void patch_goes_backwards_and_tells_nothing() {
        String id = create("{'coreState':'Closed','values':{'Summary':'a'}}");
        platform.forgetEvents();

        platform.submissions.patch(
                ADMIN, id, json("{'coreState':'Draft','values':{'Code':'x y'},'createdAt':'2020-01-01T00:00:00Z'}"));

        ObjectNode patched = find(id);
        assertThat(patched.get("coreState").asText()).isEqualTo("Draft");
        assertThat(patched.get("closedAt").isNull()).isTrue();
        assertThat(patched.get("submittedAt").isNull()).isTrue();
        assertThat(patched.get("createdAt").asText()).isEqualTo("2020-01-01T00:00:00.000Z");
        assertThat(platform.told()).isEmpty();
        assertThat(summaries("values[Status] = null", null, 5)).containsExactly("a");
    }

    @Test
    void taking_one_in_wants_its_authors() {
        assertThatThrownBy(() -> platform.submissions.patchNew(ADMIN, "it", "help", json("{'coreState':'Closed'}")))
                .hasMessageContainingAll("createdBy", "updatedAt", "updatedBy", "submittedBy", "closedBy");

        String id = platform.submissions.patchNew(
                ADMIN,
                "it",
                "help",
                json(
                        "{'createdBy':'b','updatedBy':'c','updatedAt':'2021-01-01T00:00:00Z','values':{'Summary':'old'}}"));

        assertThat(find(id).get("updatedAt").asText()).isEqualTo("2021-01-01T00:00:00.000Z");
        assertThat(platform.told()).isEmpty();
    }

    @Test
    void pages_are_submitted_one_after_the_other() {
        String id = create("{}");
        platform.forgetEvents();

        assertThatThrownBy(() -> platform.submissions.submitPage(
                        ADMIN, id, json("{}"), new Saving(false, Optional.of("First"), false)))
                .hasMessageContaining("Say what it is about.");
        platform.submissions.submitPage(
                ADMIN, id, json("{'values':{'Summary':'a'}}"), new Saving(false, Optional.of("First"), false));
        assertThat(find(id).get("currentPage").asText()).isEqualTo("Second");
        assertThat(find(id).get("coreState").asText()).isEqualTo("Draft");
        platform.submissions.submitPage(ADMIN, id, json("{}"), new Saving(false, Optional.of("Second"), false));
        assertThat(find(id).get("coreState").asText()).isEqualTo("Submitted");
        assertThat(platform.told())
                .containsExactly(
                        "Submission Updated",
                        "Submission Saved",
                        "Submission Updated",
                        "Submission Saved",
                        "Submission Submitted");
    }

    @Test
    void unknown_fields_states_and_relatives_are_refused_and_change_nothing() {
        String id = create("{'values':{'Summary':'a'}}");

        assertThatThrownBy(() -> platform.submissions.update(ADMIN, id, json("{'values':{'Nope':'x'}}")))
                .hasMessage("The \"Nope\" field is not defined on the \"arbor > IT > Help\" form.");
        assertThatThrownBy(() -> platform.submissions.update(ADMIN, id, json("{'coreState':'Open'}")))
                .hasMessageContaining("Draft, Submitted or Closed");
        assertThatThrownBy(() -> platform.submissions.update(ADMIN, id, json("{'parent':'" + id + "'}")))
                .hasMessageContaining("another submission");
        assertThatThrownBy(() -> platform.submissions.update(ADMIN, id, json("{'values':{'Summary':['x']}}")))
                .hasMessageContaining("to be a string");
        assertThatThrownBy(() -> platform.submissions.find(ADMIN, "nonsense", Set.of()))
                .hasMessage("Unable to locate the nonsense Submission");
        assertThat(find(id).at("/values/Summary").asText()).isEqualTo("a");
    }

    @Test
    void submissions_belong_to_who_made_them() {
        String mine =
                platform.submissions.create(ANNA, "it", "help", json("{'values':{'Summary':'mine'}}"), Saving.PLAIN);
        String other = create("{'values':{'Summary':'secret'}}");

        platform.submissions.update(ANNA, mine, json("{'values':{'Summary':'still mine'}}"));
        for (Runnable deed : List.<Runnable>of(
                () -> platform.submissions.find(ANNA, other, Set.of()),
                () -> platform.submissions.update(ANNA, other, json("{}")),
                () -> platform.submissions.delete(ANNA, other),
                () -> platform.submissions.patch(ANNA, mine, json("{}")),
                () -> platform.activities.create(ANNA, mine, json("{}")),
                () -> platform.activities.list(ANNA, other),
                () -> platform.kapps.update(ANNA, "it", json("{}")),
                () -> platform.forms.delete(ANNA, "it", "help"),
                () -> platform.space.update(ANNA, json("{}")))) {
            assertThat(catchThrowableOfType(PlatformRefusal.class, deed::run).status())
                    .isEqualTo(403);
        }
        assertThat(catchThrowableOfType(
                                PlatformRefusal.class,
                                () -> platform.submissions.create(
                                        Identity.anonymous(), "it", "help", json("{}"), Saving.PLAIN))
                        .status())
                .isEqualTo(401);
        Found seen = platform.submissions.search(ANNA, all(null, null, 25, Optional.empty()), Set.of());
        assertThat(seen.submissions()).hasSize(2);
        assertThat(seen.submissions().get(0).get("values")).isEmpty();
        assertThat(seen.submissions().get(1).at("/values/Summary").asText()).isEqualTo("still mine");
    }

    @Test
    void relatives_lose_their_parent_and_what_belongs_to_it_goes_with_it() {
        String parent = create("{'values':{'Summary':'p'},'activities':[{'type':'t','data':{'a':1}}]}");
        String child = create("{'parent':{'id':'" + parent + "'},'values':{'Summary':'c'}}");
        create("{'parent':'" + child + "','origin':'" + parent + "','values':{'Summary':'g'}}");
        assertThat(find(parent).get("children")).hasSize(1);
        assertThat(find(parent).get("descendants")).hasSize(2);
        assertThat(find(parent).at("/activities/0/data").asText()).isEqualTo("{\"a\":1}");
        assertThat(find(child).at("/parent/id").asText()).isEqualTo(parent);
        platform.forgetEvents();

        platform.submissions.delete(ADMIN, parent);

        assertThat(platform.told()).containsExactly("Submission Deleted");
        assertThat(find(child).get("parentId").isNull()).isTrue();
        assertThat(platform.count("activity")).isZero();
        assertThatThrownBy(() -> find(parent)).isInstanceOf(PlatformRefusal.class);
    }

    @Test
    void files_belong_to_one_submission_and_go_with_it() throws Exception {
        byte[] content = "Straße".getBytes(StandardCharsets.UTF_8);
        ObjectNode file =
                platform.files.upload(ANNA, "it", "help", "Größe.txt", "text/plain", new ByteArrayInputStream(content));
        ObjectNode body = json("{'values':{'Summary':'f'}}");
        body.withObject("/values").putArray("Files").add(file);
        String id = platform.submissions.create(ANNA, "it", "help", body, Saving.PLAIN);

        var stored = platform.files.open(ANNA, id, "Files", 0, "Größe.txt");
        assertThat(stored.path()).hasBinaryContent(content);
        assertThat(stored.sha256())
                .isEqualTo(java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(content)));
        assertThat(find(id).at("/values/Files/0/link").asText())
                .isEqualTo("/app/api/v1/submissions/" + id + "/files/Files/0/Gr%C3%B6%C3%9Fe.txt");
        assertThatThrownBy(() -> platform.submissions.create(ADMIN, "it", "help", body, Saving.PLAIN))
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() ->
                        platform.files.upload(ANNA, id, "big", "text/plain", new ByteArrayInputStream(new byte[1001])))
                .hasMessageContaining("at most 1000 bytes");

        platform.submissions.delete(ANNA, id);
        assertThat(stored.path()).doesNotExist();
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(platform.count("stored_file")).isZero();
    }

    @Test
    void one_that_was_just_made_is_shown_as_it_is_found() {
        String parent = create("{'values':{'Summary':'p'}}");
        ObjectNode body = json("{'parent':'" + parent + "','coreState':'Submitted','activities':[{'type':'t'}],"
                + "'values':{'Summary':'Größe','Status':'Open','Teams':['b','a']}}");

        Submissions.Made made = platform.submissions.create(ADMIN, "it", "help", body, Saving.PLAIN, EVERYTHING);

        assertThat(made.shown()).contains(find(made.id()));
        assertThat(made.shown().get().at("/parent/id").asText()).isEqualTo(parent);
        assertThat(made.shown().get().get("activities")).hasSize(1);
    }

    @Test
    void each_of_very_many_values_leads_to_the_submission() {
        List<String> teams =
                IntStream.range(0, 45).mapToObj(number -> "team " + number).toList();
        platform.forms.update(ADMIN, "it", "help", json("{'indexDefinitions':[{'parts':['values[Teams]']}]}"));
        ObjectNode body = json("{'values':{'Summary':'many'}}");
        teams.forEach(body.withObject("/values").putArray("Teams")::add);
        platform.submissions.create(ADMIN, "it", "help", body, Saving.PLAIN);

        assertThat(platform.count("submission_index WHERE entry_key LIKE '%team %'"))
                .isEqualTo(45);
        for (String team : teams) {
            assertThat(summaries("values[Teams] = \"" + team + "\"", null, 5)).containsExactly("many");
        }
    }

    @Test
    void pages_of_a_search_have_everything_once_newest_first() {
        for (int i = 0; i < 7; i++) {
            create("{'values':{'Summary':'" + i + "'}}");
        }

        assertThat(summaries(null, null, 3)).containsExactly("6", "5", "4", "3", "2", "1", "0");
        assertThat(platform.submissions
                        .search(ADMIN, all(null, null, 3, Optional.empty()), Set.of())
                        .count())
                .hasValue(7);
        assertThatThrownBy(() -> platform.submissions.search(ADMIN, all(null, null, 3, Optional.of("x")), Set.of()))
                .hasMessageContaining("page token");
    }

    @Test
    void an_index_changes_how_long_a_search_takes_and_not_what_it_finds() {
        for (String[] each : new String[][] {
            {"a", "Open", "B"},
            {"b", "Open", "A"},
            {"c", "Closed", "C"},
            {"d", "Open", "C"},
            {"e", null, "Ä"},
            {"f", "open", null}
        }) {
            ObjectNode values = json("{'values':{'Summary':'" + each[0] + "'}}");
            if (each[1] != null) {
                values.withObject("/values").put("Status", each[1]);
            }
            if (each[2] != null) {
                values.withObject("/values").put("Code", each[2]);
            }
            platform.submissions.create(ADMIN, "it", "help", values, Saving.PLAIN);
        }
        List<String> queries = List.of(
                "values[Status]=\"Open\"",
                "values[Status] = \"Open\" AND values[Code] = \"A\"",
                "values[Status] IN (\"Open\", \"Closed\")",
                "values[Status] = null",
                "values[Status] = \"Closed\" OR values[Status] = \"open\"",
                "values[Status] = \"Open\" AND values[Code] > \"A\"",
                "values[Status] = \"Open\" AND values[Code] BETWEEN (\"A\", \"C\")",
                "values[Status] =* \"O\"",
                "createdBy = \"admin\" AND coreState = \"Draft\" AND values[Status] != \"Open\"");
        List<List<String>> before =
                queries.stream().map(query -> summaries(query, null, 2)).toList();
        assertThat(before.get(0)).containsExactly("d", "b", "a");
        assertThat(before.get(2)).containsExactly("d", "c", "b", "a");
        assertThat(before.get(3)).containsExactly("e");
        assertThat(before.get(4)).containsExactly("f", "c");
        assertThat(before.get(5)).containsExactly("d", "a");
        assertThat(before.get(6)).containsExactly("b", "a");

        platform.forms.update(
                ADMIN, "it", "help", json("{'indexDefinitions':[{'parts':['values[Status]','values[Code]']}]}"));
        build("values[Status],values[Code]");

        assertThat(queries.stream().map(query -> summaries(query, null, 2)).toList())
                .isEqualTo(before);
        assertThat(summaries("values[Status] = \"Open\"", "values[Status],values[Code]", 2))
                .containsExactly("d", "a", "b");
        assertThat(summaries("values[Status] = \"Open\" AND values[Code] <= \"B\"", "values[Code]", 1))
                .containsExactly("a", "b");
        assertThat(platform.submissions
                        .search(ADMIN, all(queries.get(0), null, 2, Optional.empty()), Set.of())
                        .messages())
                .isEmpty();
        assertThat(platform.submissions
                        .search(ADMIN, all("values[Code]=\"A\"", null, 2, Optional.empty()), Set.of())
                        .messages())
                .hasSize(1);
    }

    @Test
    void entries_follow_the_values() {
        platform.forms.update(ADMIN, "it", "help", json("{'indexDefinitions':[{'parts':['values[Teams]']}]}"));
        build("values[Teams]");
        String id = create("{'values':{'Summary':'a','Teams':['x','y']}}");
        assertThat(summaries("values[Teams] = \"y\"", null, 5)).containsExactly("a");

        platform.submissions.update(ADMIN, id, json("{'values':{'Teams':['z']}}"));

        assertThat(summaries("values[Teams] = \"y\"", null, 5)).isEmpty();
        assertThat(summaries("values[Teams] = \"z\"", null, 5)).containsExactly("a");
        platform.submissions.delete(ADMIN, id);
        assertThat(platform.count("submission_index")).isZero();
    }

    @Test
    void a_unique_index_keeps_values_apart() {
        platform.forms.update(
                ADMIN, "it", "help", json("{'indexDefinitions':[{'parts':['values[Code]'],'unique':true}]}"));
        String first = create("{'values':{'Code':'A'}}");
        create("{'values':{}}");
        create("{'values':{}}");

        PlatformRefusal refusal = catchThrowableOfType(PlatformRefusal.class, () -> create("{'values':{'Code':'A'}}"));
        assertThat(refusal.errorKey()).hasValue("uniqueness_violation");
        platform.submissions.update(ADMIN, first, json("{'values':{'Code':'B'}}"));
        create("{'values':{'Code':'A'}}");
    }

    @Test
    void malformed_queries_say_where() {
        assertThatThrownBy(() -> summaries("values[Status] == \"x\"", null, 5)).hasMessageContaining("at position 17");
        assertThatThrownBy(() -> summaries("values[Nope] = \"x\"", null, 5))
                .hasMessage("The query included one or more unexpected parts: values[Nope]");
        assertThatThrownBy(() -> summaries("values[Status] = \"x\" AND", null, 5))
                .hasMessageContaining("a property");
        assertThatThrownBy(() -> summaries("coreState = \"Draft\"", "values[Code]", 5))
                .hasMessageContaining("index definitions");
    }

    @Test
    void a_label_is_made_of_values_and_survives_what_cannot_be_evaluated() {
        ObjectNode change = json("{}");
        change.put("submissionLabelExpression", "${form(\"name\")} — ${values('Summary').toUpperCase()}${nope()}");
        platform.forms.update(ADMIN, "it", "help", change);

        assertThat(find(create("{'values':{'Summary':'über'}}")).get("label").asText())
                .isEqualTo("Help — ÜBER");
    }

    @Test
    void defaults_are_applied_where_the_space_says_so() {
        ObjectNode form = form("help");
        ((ObjectNode) form.at("/pages/0/elements/1/elements/0")).put("defaultValue", "Open by ${identity('username')}");
        form.remove("slug");
        platform.forms.update(ADMIN, "it", "help", form);
        assertThat(find(create("{}")).at("/values/Status").isNull()).isTrue();

        platform.space.update(ADMIN, json("{'applyDefaultsOnCreate':true}"));
        assertThat(find(create("{}")).at("/values/Status").asText()).isEqualTo("Open by admin");
        platform.space.update(ADMIN, json("{'applyDefaultsOnCreate':false}"));
    }

    @Test
    void a_renamed_field_keeps_its_values_and_a_stale_form_is_refused() {
        String id = create("{'values':{'Summary':'kept'}}");
        String version = platform.forms
                .find(ADMIN, "it", "help", Set.of())
                .get("versionId")
                .asText();
        ObjectNode form = form("help");
        ((ObjectNode) form.at("/pages/0/elements/0")).put("name", "Title");
        form.put("versionId", version);
        platform.forms.update(ADMIN, "it", "help", form);

        assertThat(find(id).at("/values/Title").asText()).isEqualTo("kept");
        PlatformRefusal refusal =
                catchThrowableOfType(PlatformRefusal.class, () -> platform.forms.update(ADMIN, "it", "help", form));
        assertThat(refusal.errorKey()).hasValue("stale_record");
    }

    @Test
    void wrong_forms_are_refused_with_all_that_is_wrong() {
        assertThatThrownBy(() -> platform.forms.create(
                        ADMIN,
                        "it",
                        json("{'slug':'a b','pages':[{'name':'P','elements':[{'type':'field','name':'X'},"
                                + "{'type':'field','name':'X'},{'type':'thing'},"
                                + "{'type':'field','name':'Y','pattern':{'regex':'('}}]}]}")))
                .hasMessageStartingWith("Invalid Form.\n    ")
                .hasMessageContainingAll(
                        "Name must", "Slug must", "2 with the name \"X\"", "'thing'", "regular expression");
        assertThatThrownBy(() -> platform.forms.create(ADMIN, "it", form("help")))
                .hasMessage("A form with the same slug already exists.");
    }

    @Test
    void deleting_a_kapp_leaves_nothing_of_it() {
        ObjectNode file =
                platform.files.upload(ADMIN, "it", "help", "a", "text/plain", new ByteArrayInputStream(new byte[10]));
        ObjectNode body = json("{'values':{'Status':'Open'},'activities':[{}]}");
        body.withObject("/values").putArray("Files").add(file);
        platform.submissions.create(ADMIN, "it", "help", body, Saving.PLAIN);

        platform.kapps.delete(ADMIN, "it");

        for (String table : List.of(
                "kapp",
                "form",
                "field",
                "form_type",
                "category",
                "index_definition",
                "attribute_value",
                "security_policy_definition",
                "submission",
                "submission_index",
                "activity",
                "stored_file")) {
            assertThat(platform.count(table)).as(table).isZero();
        }
    }

    @Test
    void what_causes_itself_too_often_is_told_no_more() {
        Identity deep = new Identity("admin", Optional.empty(), Optional.empty(), true, true, Identity.MAX_DEPTH);

        platform.submissions.create(deep, "it", "help", json("{}"), Saving.PLAIN);

        assertThat(platform.told()).isEmpty();
        assertThat(platform.count("submission")).isEqualTo(1);
    }

    @Test
    void delivered_events_leave_nothing() {
        int rings = platform.rings.get();
        create("{}");
        assertThat(platform.rings).hasValue(rings + 1);
        assertThat(platform.count("platform_event_payload")).isEqualTo(1);

        platform.forgetEvents();

        assertThat(platform.count("platform_event")).isZero();
        assertThat(platform.count("platform_event_payload")).isZero();
    }
}
