package dev.arbor.platform.people;

import static dev.arbor.platform.people.PeopleInTest.ADMIN;
import static dev.arbor.platform.people.PeopleInTest.json;
import static dev.arbor.platform.people.PeopleInTest.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is promised of users, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UsersSuite {

    private TestDatabase database;
    private PeopleInTest people;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        people = new PeopleInTest(database);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        people.clear();
    }

    private static void refused(ThrowingCallable work, int status, String said) {
        assertThatThrownBy(work).isInstanceOfSatisfying(PlatformRefusal.class, refusal -> {
            assertThat(refusal.status()).as(refusal.getMessage()).isEqualTo(status);
            assertThat(refusal).hasMessageContaining(said);
        });
    }

    @Test
    void a_new_user_is_disabled_and_has_what_the_body_says() {
        people.user(
                "Jane@Example.com",
                "'displayName':'Jäne','email':'j@x.org','password':'long enough','timezone':'Europe/Berlin','unknown':1");

        assertThat(people.find("jane@example.COM", "attributesMap"))
                .isEqualTo(json("{'id':'"
                        + people.find("jane@example.com").get("id").asText()
                        + "','username':'Jane@Example.com','displayName':'Jäne','email':'j@x.org','enabled':false,"
                        + "'spaceAdmin':false,'preferredLocale':null,'timezone':'Europe/Berlin','allowedIps':'',"
                        + "'invitedBy':null,'createdAt':'"
                        + people.find("jane@example.com").get("createdAt").asText()
                        + "','createdBy':'admin','updatedAt':'"
                        + people.find("jane@example.com").get("createdAt").asText()
                        + "','updatedBy':'admin','attributes':[],'attributesMap':{}}"));
        assertThat(people.find("jane@example.com").toString()).doesNotContain("long enough", "pbkdf2");
    }

    @Test
    void names_are_unique_whatever_the_case() {
        people.user("Jane", "");
        people.user("Ben", "");

        refused(() -> people.user("jANE", ""), 400, "A user with the same normalized_username already exists.");
        refused(
                () -> people.users.update(ADMIN, "Ben", json("{'username':'JANE'}")),
                400,
                "A user with the same normalized_username already exists.");
        assertThat(people.users.update(ADMIN, "jane", json("{'username':'JANE'}")))
                .isEqualTo("JANE");
        assertThat(people.usernames(null)).containsExactly("Ben", "JANE", "admin");
    }

    @Test
    void a_change_keeps_what_it_does_not_name() {
        people.user("jane", "'displayName':'Jane','password':'long enough','enabled':true,'email':'a@b'");
        people.users.update(ADMIN, "jane", json("{'attributesMap':{'A':['1'],'B':['2']}}"));

        people.users.update(
                ADMIN,
                "jane",
                json("{'displayName':null,'password':null,'enabled':null,'attributesMap':{'B':['3','4']}}"));

        var user = people.find("jane", "attributesMap");
        assertThat(user.get("displayName").isNull()).isTrue();
        assertThat(user.get("email").asText()).isEqualTo("a@b");
        assertThat(user.get("enabled").asBoolean()).isTrue();
        assertThat(user.get("attributesMap")).isEqualTo(json("{'A':['1'],'B':['3','4']}"));
        assertThat(people.welcome("jane", "long enough")).isTrue();
        people.users.update(ADMIN, "jane", json("{'attributes':[{'name':'C','values':['5']}],'password':''}"));
        assertThat(people.find("jane", "attributes").get("attributesMap")).isEqualTo(json("{'C':['5']}"));
        assertThat(people.welcome("jane", "long enough")).isTrue();
    }

    @Test
    void attributes_show_every_defined_name_and_keep_those_of_the_profile_apart() {
        people.define(IdentityFacts.ATTRIBUTES, "Manager");
        people.user("jane", "'attributesMap':{'X':['1']},'profileAttributesMap':{'Phone':['2']}");

        var user = people.find("jane", "attributes", "profileAttributes");

        assertThat(user.get("attributesMap")).isEqualTo(json("{'Manager':[],'X':['1']}"));
        assertThat(user.get("attributes"))
                .isEqualTo(json("{'a':[{'name':'X','values':['1']}]}").get("a"));
        assertThat(user.get("profileAttributesMap")).isEqualTo(json("{'Phone':['2']}"));
    }

    @Test
    void everybody_is_themselves_in_queries_without_regard_to_order() {
        people.user("jane", "'attributesMap':{'Manager':['m']}");
        people.user("ben", "'profileAttributesMap':{'Manager':['m']}");

        assertThat(people.usernames("attributes[Manager] = \"m\"", "createdAt", true, 1))
                .containsExactly("jane");
        assertThat(people.usernames("attributes[Manager] = null AND enabled = \"false\"", "updatedAt", false, 1))
                .containsExactly("ben");
    }

    @Test
    void a_new_name_keeps_the_rest_and_binds_what_was_bound_to_the_old_one() {
        people.user(
                "jane",
                "'enabled':true,'password':'long enough','attributesMap':{'A':['1']},"
                        + "'profileAttributesMap':{'P':['2']}");
        String team = people.team("HR");
        people.memberships.add(ADMIN, json("{'team':{'name':'HR'},'user':{'username':'jane'}}"));
        people.transactions.call(unit -> dev.arbor.platform.row.Rows.change(
                unit.connection(),
                "INSERT INTO oauth_client (client_id, name, description, service_user, created_at, created_by, updated_at,"
                        + " updated_by) VALUES ('c', 'c', '', 'jane', ?, 'a', ?, 'a')",
                people.now,
                people.now));

        assertThat(people.users.update(ADMIN, "jane", json("{'username':'janet'}")))
                .isEqualTo("janet");

        refused(() -> people.find("jane"), 404, "Unable to locate the jane User");
        var janet = people.find("janet", "memberships", "attributesMap", "profileAttributesMap");
        assertThat(janet.at("/memberships/0/team/slug").asText()).isEqualTo(team);
        assertThat(janet.at("/attributesMap/A/0").asText()).isEqualTo("1");
        assertThat(janet.at("/profileAttributesMap/P/0").asText()).isEqualTo("2");
        assertThat(people.welcome("janet", "long enough")).isTrue();
        assertThat(people.welcome("jane", "long enough")).isFalse();
        assertThat(people.text("SELECT service_user FROM oauth_client")).isEqualTo("janet");
    }

    @Test
    void the_last_administrator_stays() {
        for (String change : List.of("{'enabled':false}", "{'spaceAdmin':false}")) {
            refused(
                    () -> people.users.update(ADMIN, "admin", json(change)),
                    400,
                    "Expected another enabled space administrator besides 'admin'");
        }
        people.user("off", "'spaceAdmin':true");
        refused(() -> people.users.delete(ADMIN, "admin"), 400, "besides 'admin'");

        people.users.update(ADMIN, "off", json("{'enabled':true}"));
        assertThat(people.users.delete(ADMIN, "ADMIN")).isEqualTo("admin");
        assertThat(people.usernames(null)).containsExactly("off");
    }

    @Test
    void of_two_administrators_who_leave_at_once_one_stays() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                people.clear();
                people.user("second", "'spaceAdmin':true,'enabled':true");
                CountDownLatch ready = new CountDownLatch(2);
                List<Future<?>> both = List.of("admin", "second").stream()
                        .<Future<?>>map(name -> pool.submit(() -> {
                            ready.countDown();
                            ready.await();
                            return people.users.update(ADMIN, name, json("{'spaceAdmin':false}"));
                        }))
                        .toList();
                int refused = 0;
                for (Future<?> each : both) {
                    try {
                        each.get();
                    } catch (java.util.concurrent.ExecutionException e) {
                        assertThat(e).hasCauseInstanceOf(PlatformRefusal.class);
                        refused++;
                    }
                }
                assertThat(refused).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoever_is_disabled_or_deleted_cannot_sign_in() {
        people.user("jane", "'enabled':true,'password':'long enough','attributesMap':{'A':['1']}");
        assertThat(people.welcome("jane", "long enough")).isTrue();
        assertThat(people.welcome("Jane", "long enough")).isFalse();

        people.users.update(ADMIN, "jane", json("{'enabled':false}"));
        assertThat(people.welcome("jane", "long enough")).isFalse();

        people.team("HR");
        people.memberships.add(ADMIN, json("{'team':{'name':'HR'},'user':{'username':'jane'}}"));
        people.users.delete(ADMIN, "jane");
        people.user("jane", "'enabled':true");
        assertThat(people.welcome("jane", "long enough")).isFalse();
        var again = people.find("jane", "memberships", "attributesMap");
        assertThat(again.get("memberships")).isEmpty();
        assertThat(again.get("attributesMap")).isEmpty();
    }

    @Test
    void pages_go_through_all_in_every_order() {
        for (int i = 0; i < 23; i++) {
            String more = (i % 3 == 0 ? "" : "'email':'" + "cab".charAt(i % 3) + "@x'")
                    + (i % 2 == 0 ? "" : (i % 3 == 0 ? "" : ",") + "'displayName':'D" + i % 5 + "'");
            people.user("u%02d".formatted(i), more);
        }
        for (String order : new String[] {null, "username", "email", "displayName", "createdAt", "updatedAt"}) {
            List<String> all = people.usernames(null, order, false, 1000);
            assertThat(all).hasSize(24).doesNotHaveDuplicates();
            assertThat(people.usernames(null, order, false, 4)).as(order).isEqualTo(all);
            List<String> back = new java.util.ArrayList<>(all);
            java.util.Collections.reverse(back);
            assertThat(people.usernames(null, order, true, 5)).as(order).isEqualTo(back);
        }
        assertThat(people.usernames(null, "email", false, 7)).startsWith("admin", "u00", "u03");
        assertThat(people.usernames("username =* \"u1\"", null, false, 3)).hasSize(10);
        assertThat(people.users.count(ADMIN, Optional.of("username =* \"u1\""))).isEqualTo(10);
    }

    @Test
    void pages_are_not_disturbed_by_those_who_go_or_come() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            people.user(name, "");
        }
        PeopleSearch.Found first = page(Optional.empty());
        people.users.delete(ADMIN, "b");
        people.user("ab", "");

        assertThat(first.items()).hasSize(3);
        assertThat(page(first.next()).items())
                .extracting(user -> user.get("username").asText())
                .containsExactly("c", "d", "e");
        refused(() -> page(Optional.of("nonsense")), 400, "page token");
        refused(() -> page(Optional.of("[1,null]")), 400, "page token");
    }

    private PeopleSearch.Found page(Optional<String> after) {
        return people.users.list(
                ADMIN, new PeopleSearch(Optional.empty(), Optional.empty(), false, 3, after), PeopleParts.NONE);
    }

    @Test
    void queries_find_by_every_property() {
        people.user(
                "jo%n", "'displayName':'John','email':'j_1@x','enabled':true,'attributesMap':{'Manager':['m','n']}");
        people.user("joan", "'email':'jx1@x','profileAttributesMap':{'Phone':['1']}");
        people.user(
                "mary \\\"m\\\"",
                "'displayName':'Möry','enabled':true,'attributesMap':{'Manager':['" + "m".repeat(300) + "']}");
        String created = people.find("joan").get("createdAt").asText();

        assertThat(people.usernames("username = \"joan\"")).containsExactly("joan");
        assertThat(people.usernames("username =* \"jo%\"")).containsExactly("jo%n");
        assertThat(people.usernames("email =* \"j_\"")).containsExactly("jo%n");
        assertThat(people.usernames("username = \"mary \\\"m\\\"\"")).containsExactly("mary \"m\"");
        assertThat(people.usernames("username in (\"joan\", \"admin\", \"x\")")).containsExactly("admin", "joan");
        assertThat(people.usernames("displayName = null")).containsExactly("admin", "joan");
        assertThat(people.usernames("displayName != \"John\"")).containsExactly("admin", "joan", "mary \"m\"");
        assertThat(people.usernames("displayName != null")).containsExactly("jo%n", "mary \"m\"");
        assertThat(people.usernames("displayName IN (\"Möry\", null)")).containsExactly("admin", "joan", "mary \"m\"");
        assertThat(people.usernames("username BETWEEN (\"b\",\"joan\")")).containsExactly("jo%n");
        assertThat(people.usernames("enabled = \"true\" AND spaceAdmin = \"false\""))
                .containsExactly("jo%n", "mary \"m\"");
        assertThat(people.usernames("createdAt = \"" + created + "\"")).containsExactly("joan");
        assertThat(people.usernames("createdAt < \"" + created + "\"")).containsExactly("admin", "jo%n");
        assertThat(people.usernames("attributes[Manager] = \"n\"")).containsExactly("jo%n");
        assertThat(people.usernames("attributes[Manager] = \"" + "m".repeat(300) + "\""))
                .containsExactly("mary \"m\"");
        assertThat(people.usernames("attributes[Manager] = \"" + "m".repeat(299) + "\""))
                .isEmpty();
        assertThat(people.usernames("attributes[Manager] IN (\"n\", null)")).containsExactly("admin", "jo%n", "joan");
        assertThat(people.usernames("profileAttributes[Phone] = \"1\"")).containsExactly("joan");
        assertThat(people.usernames("attributes[Phone] = \"1\"")).isEmpty();
        assertThat(
                        people.usernames(
                                "enabled=\"true\" AND spaceAdmin=\"false\" AND (username =* \"joh\" OR email =* \"j_\" OR displayName =* \"joh\")"))
                .containsExactly("jo%n");
        assertThat(people.usernames("(displayName >= \"A\" OR username = \"joan\")", null, false, 1))
                .containsExactly("joan", "jo%n", "mary \"m\"");
    }

    @Test
    void queries_that_cannot_be_are_refused() {
        for (String[] each : new String[][] {
            {"password_hash = \"x\"", "unexpected parts: password_hash"},
            {"values[X] = \"x\"", "unexpected parts: values[X]"},
            {"enabled > \"true\"", "with = or IN"},
            {"enabled = \"yes\"", "\"true\" or \"false\""},
            {"attributes[X] =* \"x\"", "with = or IN"},
            {"username *=* \"x\"", "another operator than *=*"},
            {"createdAt =* \"2026\"", "another operator than =*"},
            {"createdAt > \"soon\"", "a time such as"},
            {"username", "an operator at position 9"}
        }) {
            refused(() -> people.usernames(each[0]), 400, each[1]);
        }
        refused(() -> people.usernames(null, "enabled", false, 10), 400, "orderBy to be one of createdAt");
    }

    @Test
    void bad_bodies_change_nothing() {
        people.user("jane", "'displayName':'Jane'");
        for (String[] each : new String[][] {
            {"{}", "Username must not be blank"},
            {"{'username':''}", "Username must not be blank"},
            {"{'username':' x'}", "begin or end with a space"},
            {"{'username':'a:b'}", "a colon"},
            {"{'username':'System'}", "must not be 'System'"},
            {"{'username':1}", "Username must be a string"},
            {"{'username':'n','enabled':'yes'}", "Enabled must be a boolean"},
            {"{'username':'n','displayName':'" + "x".repeat(256) + "'}", "Display name must not be longer than 255"},
            {"{'username':'" + "x".repeat(256) + "'}", "Username must not be longer than 255"},
            {"{'username':'n','email':{}}", "Email must be a string"},
            {"{'username':'n','password':'seven77'}", "at least 8 characters"},
            {"{'username':'n','memberships':{}}", "Memberships must be a list"},
            {"{'username':'n','memberships':[1]}", "Memberships must each have a team"},
            {"{'username':'n','memberships':[{'team':{'name':'Nöne'}}]}", "Unable to locate the Nöne Team"},
            {"{'username':'n','attributesMap':[]}", "Attributes must be lists"},
            {"{'username':'n','allowedIps':'10.0.0.1,example.com'}", "'example.com' is none"},
            {"{'username':'n','allowedIps':'10.0.0.0/33'}", "'10.0.0.0/33' is none"}
        }) {
            refused(() -> people.users.create(ADMIN, json(each[0])), 400, each[1]);
        }
        people.user("ips", "'allowedIps':'127.0.0.1,::1, 192.168.0.1/24,0000:0000:0000:0000:0000:0000:0000:0001'");
        refused(
                () -> people.users.update(
                        ADMIN, "jane", json("{'displayName':'X','memberships':[{'team':{'name':'N'}}]}")),
                400,
                "Unable to locate the N Team");
        assertThat(people.find("jane").get("displayName").asText()).isEqualTo("Jane");
        assertThat(people.usernames(null)).containsExactly("admin", "ips", "jane");
        refused(() -> people.users.update(ADMIN, "nobody", json("{}")), 404, "Unable to locate the nobody User");
        refused(() -> people.users.delete(ADMIN, "nobody"), 404, "Unable to locate the nobody User");
    }

    @Test
    void others_see_and_change_themselves_alone() {
        people.user("jane", "'enabled':true,'attributesMap':{'Level':['1']}");
        people.user("ben", "");
        Identity jane = somebody("jane");

        assertThat(people.users
                        .find(jane, "jane", PeopleParts.NONE)
                        .get("username")
                        .asText())
                .isEqualTo("jane");
        people.users.update(
                jane,
                "jane",
                json(
                        "{'displayName':'J','profileAttributesMap':{'Phone':['1']},'password':'long enough',"
                                + "'username':'jane','enabled':true,'spaceAdmin':false,'attributesMap':{'Level':['1'],'None':[]}}"));
        assertThat(people.welcome("jane", "long enough")).isTrue();
        for (String change : List.of(
                "{'spaceAdmin':true}",
                "{'enabled':false}",
                "{'username':'janet'}",
                "{'allowedIps':'10.0.0.1'}",
                "{'attributesMap':{'Level':['2']}}",
                "{'attributesMap':{'New':['2']}}",
                "{'attributes':[]}")) {
            refused(() -> people.users.update(jane, "jane", json(change)), 403, "to ");
        }
        for (ThrowingCallable work : List.<ThrowingCallable>of(
                () -> people.users.find(jane, "ben", PeopleParts.NONE),
                () -> people.users.find(jane, "nobody", PeopleParts.NONE),
                () -> people.users.list(jane, PeopleSearch.ALL, PeopleParts.NONE),
                () -> people.users.count(jane, Optional.empty()),
                () -> people.users.update(jane, "ben", json("{'displayName':'x'}")),
                () -> people.users.update(jane, "nobody", json("{'password':'long enough'}")),
                () -> people.users.delete(jane, "jane"),
                () -> people.users.delete(jane, "ben"),
                () -> people.users.create(jane, json("{'username':'x'}")))) {
            refused(work, 403, "Expected somebody with the privilege '");
        }
        assertThat(people.find("jane", "attributesMap").get("attributesMap")).isEqualTo(json("{'Level':['1']}"));
        assertThat(people.users
                        .find(jane, "jane", new PeopleParts(Set.of("authorization"), Set.of()))
                        .get("authorization"))
                .isEqualTo(json("{'Modification':true}"));
        refused(() -> people.users.find(Identity.anonymous(), "jane", PeopleParts.NONE), 401, "Users Access");
    }

    /** As where policies of the space name others for everything. */
    @Test
    void everybody_is_their_own_whatever_policies_say() {
        people.user("jane", "'enabled':true");
        PeopleInTest strict = new PeopleInTest(database, new Denial());
        Identity jane = somebody("jane");

        strict.users.update(jane, "jane", json("{'displayName':'J'}"));
        assertThat(strict.users
                        .find(jane, "jane", PeopleParts.NONE)
                        .get("displayName")
                        .asText())
                .isEqualTo("J");
        refused(() -> strict.users.update(jane, "jane", json("{'enabled':false}")), 403, "to change 'enabled'");
        refused(() -> strict.users.find(somebody("ben"), "jane", PeopleParts.NONE), 403, "no");
    }

    private static final class Denial implements Authoriser {

        @Override
        public Permissions permissions(Identity who) {
            return new Permissions() {
                @Override
                public boolean may(Right right, Subject subject) {
                    return false;
                }

                @Override
                public void demand(Right right, Subject subject) {
                    throw PlatformRefusal.forbidden("no");
                }
            };
        }
    }

    @Test
    void what_happens_to_users_is_told() {
        people.user("jane", "'displayName':'Jane','attributesMap':{'A':['1']},'password':'long enough'");
        assertThat(people.payload("User Created").at("/user/attributes"))
                .isEqualTo(json("{'a':[{'name':'A','values':['1']}]}").get("a"));
        people.users.update(ADMIN, "jane", json("{'displayName':'J','attributesMap':{'A':['2']}}"));
        var payload = people.payload("User Updated");
        assertThat(payload.at("/user/displayName").asText()).isEqualTo("J");
        assertThat(payload.at("/userPrevious/displayName").asText()).isEqualTo("Jane");
        assertThat(payload.at("/user/attributes/0/values/0").asText()).isEqualTo("2");
        assertThat(payload.at("/userPrevious/attributes/0/values/0").asText()).isEqualTo("1");
        assertThat(payload.at("/user/updatedBy").asText()).isEqualTo("admin");
        assertThat(payload.at("/identity/username").asText()).isEqualTo("admin");
        assertThat(payload.at("/space/slug").asText()).isEqualTo("arbor");
        assertThat(payload.toString()).doesNotContain("long enough", "pbkdf2", "attributesMap");
        people.users.delete(ADMIN, "jane");
        assertThat(people.payload("User Deleted").at("/user/username").asText()).isEqualTo("jane");
        refused(() -> people.user("admin", ""), 400, "already exists");
        assertThat(people.told()).containsExactly("User Created", "User Updated", "User Deleted");
    }
}
