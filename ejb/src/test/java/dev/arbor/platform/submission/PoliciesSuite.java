package dev.arbor.platform.submission;

import static dev.arbor.platform.submission.PlatformInTest.ADMIN;
import static dev.arbor.platform.submission.PlatformInTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Collections.Kind;
import dev.arbor.platform.api.Collections.Place;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions.Found;
import dev.arbor.platform.api.Submissions.Saving;
import dev.arbor.platform.api.Submissions.Search;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What security policies promise, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class PoliciesSuite {

    private static final Place OF_SPACE = new Place(Kind.SECURITY_POLICY_DEFINITIONS, Optional.empty());
    private static final Place OF_KAPP = new Place(Kind.SECURITY_POLICY_DEFINITIONS, Optional.of("hr"));
    private static final UUID ANNA = new UUID(7, 7);
    private static final UUID TEAM = new UUID(8, 8);

    @TempDir
    static Path folder;

    private TestDatabase database;
    private PlatformInTest platform;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        platform = new PlatformInTest(database, folder, 1000);
        execute("INSERT INTO account (id, username, administrator, enabled, created_at, updated_at)" + " VALUES ('"
                + ANNA + "', 'anna', FALSE, TRUE, '2026-01-01 00:00:00Z', '2026-01-01 00:00:00Z')");
        execute("INSERT INTO team (id, slug, name, local_name, created_at, created_by, updated_at, updated_by)"
                + " VALUES ('" + TEAM + "', 's', 'Department::HR', 'HR', '2026-01-01 00:00:00Z', 'a',"
                + " '2026-01-01 00:00:00Z', 'a')");
        execute("INSERT INTO attribute_value (owner_id, kind, name, position, content)"
                + " VALUES ('" + ANNA + "', 'userAttributeDefinitions', 'Site', 0, 'Bern'),"
                + " ('" + ANNA + "', 'userProfileAttributeDefinitions', 'Role', 0, 'lead')");
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
        platform.space.update(ADMIN, json("{'securityPolicies':[]}"));
        platform.space.update(ADMIN, json("{'securityPolicyDefinitions':[]}"));
        execute("DELETE FROM membership");
        execute("INSERT INTO membership (team_id, account_id, created_at, created_by)" + " VALUES ('" + TEAM + "', '"
                + ANNA + "', '2026-01-01 00:00:00Z', 'a')");
        platform.kapps.create(ADMIN, json("{'name':'HR','slug':'hr','attributesMap':{'Owner':['anna','ben']}}"));
        form("leave");
        platform.warnings.clear();
        platform.forgetEvents();
        platform.looked.addAndGet(Duration.ofMinutes(2).toNanos());
    }

    private void execute(String statement) {
        platform.transactions.call(unit -> Rows.change(unit.connection(), statement));
    }

    private void form(String slug) {
        platform.forms.create(
                ADMIN,
                "hr",
                json(
                        "{'name':'Leave','slug':'" + slug + "','type':'Service','status':'Active',"
                                + "'attributesMap':{'Icon':['sun']},'pages':[{'name':'P','elements':["
                                + "{'type':'field','name':'Status'},{'type':'field','name':'Teams','renderType':'checkbox'}]}]}"));
    }

    /** A request of hers: with an identity of its own. */
    private static Identity anna() {
        return Identity.of(new Account("anna", Optional.of("Änna"), Optional.of("anna@example.com"), false, false), 0);
    }

    private String define(String name, String rule) {
        ObjectNode body = json("{'name':'" + name + "','type':'Submission','message':'Ask HR.'}");
        platform.collections.create(ADMIN, OF_KAPP, body.put("rule", rule));
        return name;
    }

    /** What a form says; the rest is the kapp's. */
    private void policy(String form, String endpoint, String name) {
        platform.forms.update(
                ADMIN,
                "hr",
                form,
                json("{'securityPolicies':[{'endpoint':'" + endpoint + "','name':'" + name + "'}]}"));
    }

    private void kappPolicy(String endpoint, String name) {
        ObjectNode kapp = platform.kapps.find(ADMIN, "hr", Set.of());
        for (JsonNode each : kapp.get("securityPolicies")) {
            if (each.get("endpoint").asText().equals(endpoint)) {
                ((ObjectNode) each).put("name", name);
            }
        }
        ObjectNode change = Documents.object();
        change.set("securityPolicies", kapp.get("securityPolicies"));
        platform.kapps.update(ADMIN, "hr", change);
    }

    private String submission(Identity who, String values) {
        return platform.submissions.create(who, "hr", "leave", json("{'values':" + values + "}"), Saving.PLAIN);
    }

    private static PlatformRefusal refused(Runnable deed) {
        PlatformRefusal refusal = catchThrowableOfType(PlatformRefusal.class, deed::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private void denied(Runnable deed) {
        PlatformRefusal refusal = refused(deed);
        assertThat(refusal.status()).as(refusal.getMessage()).isEqualTo(403);
    }

    private static Search search(Optional<String> form, String q, int limit, Optional<String> after) {
        return new Search(
                "hr",
                form,
                Optional.ofNullable(q),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                limit,
                after,
                true);
    }

    @Test
    void definitions_are_made_changed_and_taken_away() {
        ObjectNode made = platform.collections.create(
                ADMIN, OF_SPACE, json("{'name':'Staff','type':'Space','rule':'true','message':'','more':1}"));

        assertThat(made).isEqualTo(json("{'message':'','name':'Staff','rule':'true','type':'Space'}"));
        assertThat(platform.collections
                        .update(ADMIN, OF_SPACE, "Staff", json("{'message':'No.'}"))
                        .get("message")
                        .asText())
                .isEqualTo("No.");
        assertThat(platform.space
                        .find(anna(), Set.of("securityPolicyDefinitions"))
                        .get("securityPolicyDefinitions"))
                .hasSize(1);
        assertThat(platform.collections
                        .delete(ADMIN, OF_SPACE, "Staff")
                        .get("name")
                        .asText())
                .isEqualTo("Staff");
        assertThat(platform.collections.list(ADMIN, OF_SPACE)).isEmpty();
        assertThat(platform.collections.list(anna(), OF_KAPP)).hasSize(4);
        denied(() -> platform.collections.create(anna(), OF_KAPP, json("{}")));
        denied(() -> platform.collections.delete(anna(), OF_SPACE, "x"));
        assertThat(refused(() -> platform.collections.find(ADMIN, OF_SPACE, "Staff"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Invalid Kapp.^Name must not be blank^Type must not be blank^Rule must not be blank^Message must be a"
                        + " string of at most 10000 characters",
                "{'name':1,'type':'Kapp','rule':'true','message':''} | Invalid Kapp.^Name must be a string",
                "{'name':'Admins','type':'Kapp','rule':'true','message':''} | Invalid Kapp.^Security policy definition names"
                        + " must be unique and there are 2 with the name \"Admins\"",
                "{'name':'x','type':'Form','rule':'a b','message':''} | Invalid Kapp.^Rule of \"x\": Expected the rule to be"
                        + " a JavaScript expression, but at line 1, column",
                "{'name':'x','type':'Nothing','rule':'true','message':''} | Type must be \"Discussion\", \"File Resource\","
                        + " \"Form\", \"Kapp\", \"Space\", \"Submission\", \"Team\", \"User\", but is \"Nothing\""
            })
    void a_wrong_definition_is_refused(String body, String said) {
        PlatformRefusal refusal = refused(() -> platform.collections.create(ADMIN, OF_KAPP, json(body)));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.getMessage()).contains(said.replace("^", "\n    "));
        assertThat(platform.collections.list(ADMIN, OF_KAPP)).hasSize(4);
    }

    @Test
    void a_rule_that_never_matches_is_kept_with_a_warning() {
        ObjectNode made = platform.collections.create(
                ADMIN, OF_KAPP, json("{'name':'x','type':'Kapp','message':''}").put("rule", "values('Status') == 'x'"));

        assertThat(made.at("/messages/0").asText()).startsWith("'values' is not known here");
    }

    @Test
    void what_names_a_definition_follows_it_to_its_new_name() {
        policy("leave", "Display", "Everyone");
        platform.kapps.create(ADMIN, json("{'name':'Other','slug':'other'}"));
        platform.collections.create(
                ADMIN, OF_SPACE, json("{'name':'Staff','type':'Space','rule':'true','message':''}"));
        platform.space.update(ADMIN, json("{'securityPolicies':[{'endpoint':'Display','name':'Staff'}]}"));
        policy("leave", "Modification", "Staff");

        platform.collections.update(ADMIN, OF_KAPP, "Admins", json("{'name':'Chefs 100%_!'}"));
        platform.collections.update(ADMIN, OF_SPACE, "Staff", json("{'name':'Crew'}"));

        assertThat(platform.kapps
                        .find(ADMIN, "hr", Set.of())
                        .get("securityPolicies")
                        .toString())
                .contains("Chefs 100%_!")
                .doesNotContain("Admins");
        assertThat(platform.kapps
                        .find(ADMIN, "other", Set.of())
                        .get("securityPolicies")
                        .toString())
                .contains("Admins");
        assertThat(platform.forms
                        .find(ADMIN, "hr", "leave", Set.of())
                        .at("/securityPolicies/0/name")
                        .asText())
                .isEqualTo("Crew");
        assertThat(platform.space
                        .find(ADMIN, Set.of())
                        .at("/securityPolicies/0/name")
                        .asText())
                .isEqualTo("Crew");
        platform.forms.update(anna(), "hr", "leave", json("{'description':'by Anna'}"));
        assertThat(refused(() -> platform.collections.delete(ADMIN, OF_KAPP, "Chefs 100%_!"))
                        .getMessage())
                .endsWith("is used by the kapp hr");
    }

    @Test
    void a_space_definition_does_not_take_a_name_that_means_another_thing_where_it_is_used() {
        platform.collections.create(
                ADMIN, OF_SPACE, json("{'name':'Staff','type':'Space','rule':'true','message':''}"));
        policy("leave", "Display", "Staff");

        assertThat(refused(() -> platform.collections.update(ADMIN, OF_SPACE, "Staff", json("{'name':'Admins'}")))
                        .getMessage())
                .contains("used by the form leave, whose kapp has one with the name \"Admins\" already");
        assertThat(platform.collections.list(ADMIN, OF_SPACE)).hasSize(1);
    }

    @Test
    void a_definition_that_is_used_is_not_taken_away() {
        policy("leave", "Display", define("Mine", "true"));
        platform.collections.create(
                ADMIN, OF_SPACE, json("{'name':'Admins','type':'Space','rule':'true','message':''}"));

        assertThat(refused(() -> platform.collections.delete(ADMIN, OF_KAPP, "Mine"))
                        .getMessage())
                .isEqualTo("Invalid Kapp.\n    Security policy definition \"Mine\" is used by the form leave");
        assertThat(refused(() -> platform.kapps.update(ADMIN, "hr", json("{'securityPolicyDefinitions':[]}")))
                        .getMessage())
                .contains("is used by the kapp hr");
        platform.collections.delete(ADMIN, OF_SPACE, "Admins");
        platform.forms.update(ADMIN, "hr", "leave", json("{'securityPolicies':[]}"));
        platform.collections.delete(ADMIN, OF_KAPP, "Mine");
        assertThat(platform.collections.list(ADMIN, OF_KAPP)).hasSize(4);
    }

    @Test
    void policies_name_what_there_is() {
        String unknown = "Unable to locate the Nobody security policy definition";
        String body = "{'securityPolicies':[{'endpoint':'Display','name':'Nobody'}]}";
        assertThat(refused(() -> platform.space.update(ADMIN, json(body))).getMessage())
                .isEqualTo("Invalid Space.\n    " + unknown);
        assertThat(refused(() -> platform.kapps.update(ADMIN, "hr", json(body))).getMessage())
                .isEqualTo("Invalid Kapp.\n    " + unknown);
        assertThat(refused(() -> platform.forms.update(ADMIN, "hr", "leave", json(body)))
                        .getMessage())
                .isEqualTo("Invalid Form.\n    " + unknown);
        for (String wrong : List.of("{'endpoint':'Execution','name':'Admins'}", "{'name':'Admins'}", "'Admins'")) {
            assertThat(refused(() -> platform.forms.update(
                                    ADMIN, "hr", "leave", json("{'securityPolicies':[" + wrong + "]}")))
                            .getMessage())
                    .contains("Security policy endpoints must be \"Display\", \"Modification\", \"Submission Access\"");
        }
        platform.kapps.update(
                ADMIN,
                "hr",
                json("{'securityPolicyDefinitions':[{'name':'New','type':'Kapp','rule':'true','message':''}],"
                        + "'securityPolicies':[{'endpoint':'Modification','name':'New'}]}"));
        platform.kapps.update(anna(), "hr", json("{'displayValue':'by Anna'}"));
        platform.kapps.create(
                ADMIN,
                json("{'name':'K','slug':'k','securityPolicyDefinitions':[{'name':'Admins','type':'Kapp','rule':'true',"
                        + "'message':''}]}"));
        assertThat(platform.kapps.find(ADMIN, "k", Set.of()).get("securityPolicies"))
                .hasSize(4);
    }

    @Test
    void a_form_goes_before_its_kapp_and_that_before_the_space() {
        platform.collections.create(
                ADMIN, OF_SPACE, json("{'name':'Closed','type':'Space','rule':'false','message':'Closed today.'}"));
        platform.space.update(ADMIN, json("{'securityPolicies':[{'endpoint':'Display','name':'Closed'}]}"));
        assertThat(refused(() -> platform.space.find(anna(), Set.of())).getMessage())
                .isEqualTo("Closed today.");
        platform.kapps.find(anna(), "hr", Set.of());

        kappPolicy("Display", "Admins");
        denied(() -> platform.kapps.find(anna(), "hr", Set.of()));
        platform.forms.find(anna(), "hr", "leave", Set.of());
        kappPolicy("Default Form Display", "Admins");
        assertThat(refused(() -> platform.forms.find(anna(), "hr", "leave", Set.of()))
                        .getMessage())
                .isEqualTo("Must be an administrator.");
        policy("leave", "Display", "Everyone");
        platform.forms.find(anna(), "hr", "leave", Set.of());

        platform.kapps.update(ADMIN, "hr", json("{'securityPolicies':[]}"));
        platform.forms.update(ADMIN, "hr", "leave", json("{'securityPolicies':null}"));
        assertThat(refused(() -> platform.forms.find(anna(), "hr", "leave", Set.of()))
                        .getMessage())
                .isEqualTo("Closed today.");
        platform.space.update(ADMIN, json("{'securityPolicies':[]}"));
        platform.forms.find(anna(), "hr", "leave", Set.of());
        denied(() -> platform.forms.delete(anna(), "hr", "leave"));
    }

    @Test
    void modification_of_the_whole_is_modification_of_what_is_in_it() {
        String id = submission(ADMIN, "{'Status':'secret'}");
        denied(() -> platform.submissions.update(anna(), id, json("{}")));
        policy("leave", "Modification", define("HR", "identity('teams').includes('Department::HR')"));

        platform.submissions.update(anna(), id, json("{'values':{'Status':'seen'}}"));
        platform.submissions.patch(anna(), id, json("{}"));
        platform.forms.update(anna(), "hr", "leave", json("{'description':'d'}"));
        denied(() -> platform.kapps.update(anna(), "hr", json("{}")));
        platform.forms.update(ADMIN, "hr", "leave", json("{'securityPolicies':[]}"));
        denied(() -> platform.submissions.update(anna(), id, json("{}")));

        kappPolicy("Modification", "HR");
        kappPolicy("Display", "Admins");
        platform.kapps.find(anna(), "hr", Set.of());
        platform.submissions.delete(anna(), id);
        platform.forms.delete(anna(), "hr", "leave");
        platform.kapps.update(anna(), "hr", json("{'displayValue':'x'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values('Status') == 'Open'",
                "values('Status') == \"Open\"",
                "form('name') == \"Leave\"",
                "identity('authenticated') && !identity('anonymous') && !identity('spaceAdmin')",
                "true",
                "identity('teams').includes('Department::HR')",
                "(submission('anonymous') && submission('sessionToken') == identity('sessionToken'))"
                        + " || (!submission('anonymous') && submission('createdBy') != identity('username'))",
                "/* helper */ (function() { function hasIntersection(a, b) { return a.some(x => b.indexOf(x) >= 0); }"
                        + " return hasIntersection(identity('teams'), values('Teams')); })()",
                "identity('username') == 'anna' && identity('displayName') == 'Änna'"
                        + " && identity('email') == 'anna@example.com'",
                "identity('attribute:Site') == 'Bern' && identity('attribute:Site').includes('Bern')",
                "identity('profileAttribute:Role').includes('lead') && identity('attribute:None').length == 0",
                "identity('attributes').Site[0] == 'Bern' && identity('profileAttributes').Role.length == 1",
                "kapp('attribute:Owner').includes(identity('username')) && kapp('slug') == 'hr'",
                "form('attribute:Icon') == 'sun' && form('type') == 'Service' && space('slug') == 'arbor'",
                "identity('sessionToken') != submission('sessionToken') && submission('coreState') == 'Draft'",
                "identity().teams.length == 1 && values().Status == 'Open'",
                "typeof team == 'undefined' && typeof user == 'undefined'",
                "'text'"
            })
    void rules_know_who_asks_and_what_for(String rule) {
        String id = submission(ADMIN, "{'Status':'Open','Teams':['Department::HR']}");
        denied(() -> platform.submissions.find(anna(), id, Set.of()));
        policy("leave", "Submission Access", define("P", rule));

        assertThat(platform.submissions
                        .find(anna(), id, Set.of())
                        .at("/values/Status")
                        .asText())
                .isEqualTo("Open");
        assertThat(platform.warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(function() { throw 'no'; })()",
                "values('Nothing').length > 1",
                "nobody('knows')",
                "(function() { for (;;) {} })()",
                "(function f() { return f(); })()",
                "java.lang.System.exit(1)",
                "''",
                "team('name') === 'Role::Employee'"
            })
    void a_rule_that_is_broken_denies_and_breaks_nothing_else(String rule) {
        submission(anna(), "{'Status':'mine'}");
        String id = submission(ADMIN, "{'Status':'Open'}");
        form("other");
        define("P", rule);
        policy("leave", "Submission Access", "P");
        policy("other", "Display", "P");

        PlatformRefusal refusal = refused(() -> platform.submissions.find(anna(), id, Set.of()));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.getMessage()).isEqualTo("Ask HR.");
        denied(() -> platform.submissions.create(anna(), "hr", "other", json("{}"), Saving.PLAIN));
        assertThat(platform.forms.list(anna(), "hr", Listing.ALL, Set.of()))
                .singleElement()
                .satisfies(form -> assertThat(form.get("slug").asText()).isEqualTo("leave"));
        Found found =
                platform.submissions.search(anna(), search(Optional.of("leave"), null, 25, Optional.empty()), Set.of());
        assertThat(found.submissions()).hasSize(2).allSatisfy(each -> assertThat(each.get("values"))
                .isEmpty());
        platform.submissions.find(ADMIN, id, Set.of());
        int lines = rule.equals("''") ? 0 : 1;
        assertThat(platform.warnings).hasSize(lines);

        platform.looked.addAndGet(Duration.ofSeconds(61).toNanos());
        denied(() -> platform.submissions.find(anna(), id, Set.of()));
        assertThat(platform.warnings).hasSize(2 * lines);
    }

    @Test
    void a_rule_that_does_not_end_is_waited_for_once_in_a_list() {
        for (int i = 0; i < 20; i++) {
            submission(ADMIN, "{'Status':'" + i + "'}");
        }
        policy("leave", "Submission Access", define("P", "values('Status') && (function() { for (;;) {} })()"));
        platform.judged.set(0);

        Found found =
                platform.submissions.search(anna(), search(Optional.of("leave"), null, 25, Optional.empty()), Set.of());

        assertThat(found.submissions()).hasSize(20);
        // And Display of the form once.
        assertThat(platform.judged.get()).isEqualTo(2);
    }

    @Test
    void a_policy_that_is_not_defined_denies() {
        policy("leave", "Display", define("Gone", "true"));
        platform.forms.find(anna(), "hr", "leave", Set.of());
        execute("DELETE FROM security_policy_definition WHERE name = 'Gone'");
        execute("UPDATE kapp SET version_id = version_id + 1");

        denied(() -> platform.forms.find(anna(), "hr", "leave", Set.of()));
        assertThat(platform.forms.list(anna(), "hr", Listing.ALL, Set.of())).isEmpty();
        assertThat(platform.warnings)
                .containsExactly("The policy 'Gone' in the kapp hr denies: It is named, but not defined.");
    }

    @Test
    void what_changes_counts_at_the_next_request() {
        define("HR", "identity('teams').includes('Department::HR')");
        policy("leave", "Display", "HR");
        platform.forms.find(anna(), "hr", "leave", Set.of());

        execute("DELETE FROM membership");
        denied(() -> platform.forms.find(anna(), "hr", "leave", Set.of()));

        platform.collections.update(ADMIN, OF_KAPP, "HR", json("{'rule':'true'}"));
        platform.forms.find(anna(), "hr", "leave", Set.of());
    }

    @Test
    void teams_are_read_once_for_a_request() {
        policy("leave", "Display", define("HR", "identity('teams').includes('Department::HR')"));
        platform.forms.find(anna(), "hr", "leave", Set.of());
        Identity request = anna();
        platform.statements.set(0);
        platform.forms.find(request, "hr", "leave", Set.of());
        int first = platform.statements.getAndSet(0);
        platform.forms.find(request, "hr", "leave", Set.of());

        assertThat(platform.statements.get()).isEqualTo(first - 2);
    }

    @Test
    void kapps_and_forms_that_may_not_be_seen_are_left_out() {
        platform.kapps.create(ADMIN, json("{'name':'Secret','slug':'secret'}"));
        form("other");
        policy("other", "Display", "Admins");
        platform.kapps.update(ADMIN, "secret", json("{'securityPolicies':[{'endpoint':'Display','name':'Admins'}]}"));

        assertThat(platform.kapps.list(anna(), Listing.ALL, Set.of()))
                .extracting(kapp -> kapp.get("slug").asText())
                .containsExactly("hr");
        assertThat(platform.forms.ofKapps(anna(), List.of("hr", "secret"), Set.of()))
                .containsOnlyKeys("hr")
                .satisfies(forms -> assertThat(forms.get("hr"))
                        .extracting(form -> form.get("slug").asText())
                        .containsExactly("leave"));
        assertThat(platform.kapps.list(ADMIN, Listing.ALL, Set.of())).hasSize(2);
        denied(() -> platform.forms.list(anna(), "secret", Listing.ALL, Set.of()));
    }

    @Test
    void submissions_are_found_without_what_is_in_them() {
        String theirs = platform.submissions.create(
                ADMIN,
                "hr",
                "leave",
                json("{'values':{'Status':'secret'},'activities':[{'label':'private'}]}"),
                Saving.PLAIN);
        String mine = submission(anna(), "{'Status':'secret'}");

        Set<String> parts = Set.of("values.raw", "activities", "authorization");
        Found all = platform.submissions.search(anna(), search(Optional.empty(), null, 1, Optional.empty()), parts);
        assertThat(all.count()).hasValue(2);
        assertThat(all.submissions().get(0).get("id").asText()).isEqualTo(mine);
        assertThat(all.submissions().get(0).at("/values/Status").asText()).isEqualTo("secret");
        ObjectNode hidden = platform.submissions
                .search(anna(), search(Optional.empty(), null, 1, all.next()), parts)
                .submissions()
                .get(0);
        assertThat(hidden.get("id").asText()).isEqualTo(theirs);
        assertThat(hidden.toString()).doesNotContain("secret").doesNotContain("private");
        assertThat(hidden.get("authorization"))
                .isEqualTo(json("{'Access':false,'Modification':false,'Support':false}"));

        Found byValue = platform.submissions.search(
                anna(), search(Optional.of("leave"), "values[Status] = \"secret\"", 25, Optional.empty()), parts);
        assertThat(byValue.submissions()).hasSize(1);
        assertThat(byValue.count()).hasValue(1);
        Found byOther = platform.submissions.search(
                anna(),
                search(Optional.of("leave"), "values[Status] != \"x\" OR createdBy = \"admin\"", 25, Optional.empty()),
                parts);
        assertThat(byOther.submissions()).hasSize(1);
        assertThat(platform.submissions
                        .search(
                                anna(),
                                search(Optional.of("leave"), "createdBy = \"admin\"", 25, Optional.empty()),
                                parts)
                        .submissions())
                .hasSize(1);
    }

    @Test
    void a_page_of_values_is_full_although_others_are_between() {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            submission(ADMIN, "{'Status':'Open'}");
            mine.add(0, submission(anna(), "{'Status':'Open'}"));
        }
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Found page = platform.submissions.search(
                    anna(), search(Optional.of("leave"), "values[Status] = \"Open\"", 4, after), Set.of());
            after = page.next();
            assertThat(page.submissions()).hasSize(after.isPresent() ? 4 : 1);
            page.submissions().forEach(each -> found.add(each.get("id").asText()));
        } while (after.isPresent());

        assertThat(found).isEqualTo(mine);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "true ~ 0",
                "false ~ 0",
                "identity('authenticated') ~ 1",
                "identity('teams').includes('Department::HR') ~ 1",
                "form('attribute:Icon') == 'sun' ~ 1",
                "kapp('attribute:Owner').includes(identity('username')) || values('Status') == 'x' ~ 1",
                "submission('createdBy') == identity('username') ~ 60",
                "values('Status') == '1' && identity('teams').length == 1 ~ 60"
            })
    void a_list_costs_no_query_for_each_row_and_no_rule_more_than_once(String rule, int judged) {
        for (int i = 0; i < 60; i++) {
            submission(ADMIN, "{'Status':'1'}");
        }
        policy("leave", "Submission Access", define("P", rule));
        Set<String> parts = Set.of("authorization");
        kappPolicy("Default Submission Modification", "P");
        platform.submissions.search(anna(), search(Optional.of("leave"), null, 2, Optional.empty()), parts);
        platform.statements.set(0);
        platform.submissions.search(anna(), search(Optional.of("leave"), null, 2, Optional.empty()), parts);
        int few = platform.statements.get();
        platform.statements.set(0);
        platform.judged.set(0);

        Found found =
                platform.submissions.search(anna(), search(Optional.of("leave"), null, 60, Optional.empty()), parts);

        assertThat(found.submissions()).hasSize(60);
        // Display of the form is judged once more.
        assertThat(platform.judged.get()).isEqualTo(judged + 1);
        assertThat(platform.statements.get()).isEqualTo(few);
    }

    @Test
    void a_list_of_forms_reads_their_attributes_together() {
        define("Sun", "form('attribute:Icon').includes('sun')");
        kappPolicy("Default Form Display", "Sun");
        for (int i = 0; i < 3; i++) {
            form("more-" + i);
        }
        platform.forms.list(anna(), "hr", Listing.ALL, Set.of());
        platform.statements.set(0);
        assertThat(platform.forms.list(anna(), "hr", Listing.ALL, Set.of())).hasSize(4);
        int few = platform.statements.get();
        for (int i = 3; i < 13; i++) {
            form("more-" + i);
        }
        platform.statements.set(0);

        assertThat(platform.forms.list(anna(), "hr", Listing.ALL, Set.of())).hasSize(14);
        assertThat(platform.statements.get()).isEqualTo(few);
    }

    @Test
    void a_list_of_kapps_reads_their_policies_together() {
        for (int i = 0; i < 12; i++) {
            platform.kapps.create(ADMIN, json("{'name':'K','slug':'k" + i + "'}"));
        }
        platform.statements.set(0);

        assertThat(platform.kapps.list(anna(), Listing.ALL, Set.of())).hasSize(13);
        assertThat(platform.statements.get()).isLessThan(13);
        platform.statements.set(0);
        platform.kapps.list(anna(), Listing.ALL, Set.of());
        assertThat(platform.statements.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void administrators_cost_no_query_and_no_rule() {
        String id = submission(ADMIN, "{}");
        platform.submissions.find(ADMIN, id, Set.of());
        platform.statements.set(0);
        platform.judged.set(0);

        platform.submissions.find(ADMIN, id, Set.of("authorization"));

        assertThat(platform.judged.get()).isZero();
        assertThat(platform.statements.get()).isEqualTo(3);
    }

    @Test
    void only_what_is_for_everybody_is_for_those_who_have_not_signed_in() {
        Identity browser = Identity.anonymous().withSessionToken(Optional.of("t1"));
        assertThat(refused(() -> submission(browser, "{}")).status()).isEqualTo(401);
        policy("leave", "Display", "Everyone");
        assertThat(refused(() -> submission(browser, "{}")).status()).isEqualTo(401);
        platform.forms.update(ADMIN, "hr", "leave", json("{'anonymous':true,'securityPolicies':[]}"));

        String id = submission(browser, "{'Status':'mine'}");
        assertThat(platform.submissions
                        .find(browser, id, Set.of())
                        .at("/values/Status")
                        .asText())
                .isEqualTo("mine");
        Identity other = Identity.anonymous().withSessionToken(Optional.of("t2"));
        assertThat(refused(() -> platform.submissions.find(other, id, Set.of())).status())
                .isEqualTo(401);
        String without = submission(Identity.anonymous(), "{}");
        assertThat(refused(() -> platform.submissions.find(Identity.anonymous(), without, Set.of()))
                        .status())
                .isEqualTo(401);
        // Nor does it belong to those who have no such token because they have signed in.
        denied(() -> platform.submissions.find(anna(), without, Set.of()));
        policy("leave", "Display", "Authenticated Users");
        assertThat(refused(() -> submission(browser, "{}")).status()).isEqualTo(401);
        assertThat(refused(() -> platform.kapps.list(browser, Listing.ALL, Set.of()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void what_somebody_may_do_is_told_with_what_is_shown() {
        assertThat(platform.kapps.find(anna(), "hr", Set.of("authorization")).get("authorization"))
                .isEqualTo(json("{'Display':true,'Modification':false,'Form Creation':false}"));
        policy("leave", "Modification", "Everyone");
        assertThat(platform.forms
                        .find(anna(), "hr", "leave", Set.of("authorization"))
                        .get("authorization"))
                .isEqualTo(json("{'Display':true,'Modification':true}"));
        assertThat(platform.forms
                        .list(anna(), "hr", Listing.ALL, Set.of("authorization"))
                        .get(0)
                        .at("/authorization/Modification")
                        .asBoolean())
                .isTrue();
        assertThat(platform.space.find(ADMIN, Set.of("authorization")).get("authorization"))
                .isEqualTo(json("{'Display':true,'Modification':true}"));
    }

    @Test
    void whoever_makes_a_form_must_be_allowed_to_see_it() {
        kappPolicy("Form Creation", "Authenticated Users");
        kappPolicy("Default Form Display", "Admins");
        denied(() -> platform.forms.create(anna(), "hr", json("{'name':'X','slug':'x'}")));
        assertThat(platform.forms.list(ADMIN, "hr", Listing.ALL, Set.of())).hasSize(1);
        kappPolicy("Default Form Display", "Authenticated Users");
        platform.forms.create(anna(), "hr", json("{'name':'X','slug':'x'}"));
    }

    @Test
    void a_form_that_was_deleted_comes_back_as_it_was() {
        policy("leave", "Display", "Everyone");
        platform.collections.create(
                ADMIN, new Place(Kind.CATEGORIES, Optional.of("hr")), json("{'name':'Time off','slug':'off'}"));
        platform.forms.update(
                ADMIN,
                "hr",
                "leave",
                json("{'description':'Größe','notes':'n','categorizations':[{'category':{'slug':'off'}}],"
                        + "'indexDefinitions':[{'parts':['values[Status]']}]}"));
        submission(ADMIN, "{'Status':'gone'}");
        Set<String> parts = Set.of("attributes", "categorizations", "indexDefinitions");
        ObjectNode before = platform.forms.find(ADMIN, "hr", "leave", parts);
        String token = platform.forms.delete(ADMIN, "hr", "leave");
        form("leave");
        platform.forgetEvents();

        assertThat(refused(() -> platform.forms.restore(ADMIN, "hr", token, json("{}")))
                        .getMessage())
                .isEqualTo("A form with the same slug already exists.");
        denied(() -> platform.forms.restore(anna(), "hr", token, json("{}")));
        assertThat(refused(() -> platform.forms.restore(ADMIN, "hr", "none", json("{}")))
                        .status())
                .isEqualTo(404);
        assertThat(platform.told()).isEmpty();
        assertThat(platform.forms.restore(ADMIN, "hr", token, json("{'slug':'back'}")))
                .isEqualTo("back");

        ObjectNode after = platform.forms.find(ADMIN, "hr", "back", parts);
        List<String> stamps = List.of("slug", "createdAt", "updatedAt", "versionId", "indexDefinitions");
        assertThat(after.deepCopy().remove(stamps)).isEqualTo(before.deepCopy().remove(stamps));
        assertThat(after.get("indexDefinitions")).hasSameSizeAs(before.get("indexDefinitions"));
        assertThat(platform.told()).containsExactly("Form Restored");
        assertThat(platform.submissions
                        .search(ADMIN, search(Optional.of("back"), null, 25, Optional.empty()), Set.of())
                        .submissions())
                .isEmpty();
        assertThat(refused(() -> platform.forms.restore(ADMIN, "hr", token, json("{}")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void all_policies_of_an_endpoint_must_agree() {
        define("Yes", "true");
        platform.forms.update(
                ADMIN,
                "hr",
                "leave",
                json(
                        "{'securityPolicies':[{'endpoint':'Display','name':'Yes'},{'endpoint':'Display','name':'Admins'}]}"));

        assertThat(refused(() -> platform.forms.find(anna(), "hr", "leave", Set.of()))
                        .getMessage())
                .isEqualTo("Must be an administrator.");
    }
}
