package dev.arbor.platform.people;

import static dev.arbor.platform.people.PeopleInTest.ADMIN;
import static dev.arbor.platform.people.PeopleInTest.json;
import static dev.arbor.platform.people.PeopleInTest.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.PlatformRefusal;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is promised of teams and of who is in them, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TeamsSuite {

    private static final PeopleParts MEMBERS = new PeopleParts(Set.of("memberships"), Set.of());

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
    void the_slug_follows_from_the_name() {
        assertThat(people.team("Departments::IT")).isEqualTo("780d0700839d75cae7d2101db5f6ca50");
        String slug = people.teams.create(
                ADMIN, json("{'name':'A::B::C','slug':'mine','description':'d','attributesMap':{'Icon':['x']}}"));

        var team = people.findTeam(slug, "attributes");
        assertThat(team.get("slug").asText()).isEqualTo(slug).isEqualTo(TeamTable.slug("A::B::C"));
        assertThat(team.get("localName").asText()).isEqualTo("C");
        assertThat(team.get("parentName").asText()).isEqualTo("A::B");
        assertThat(team.get("description").asText()).isEqualTo("d");
        assertThat(team.at("/attributesMap/Icon/0").asText()).isEqualTo("x");
        assertThat(people.findTeam(people.team("Top")).get("parentName").isNull())
                .isTrue();
        refused(() -> people.team("Top"), 400, "A team with the same slug already exists.");
        assertThat(people.team("top")).isNotEqualTo(TeamTable.slug("Top"));
    }

    @Test
    void a_new_name_is_a_new_slug_and_the_same_team() {
        String before = people.team("HR");
        people.team("IT");
        people.user("jane", "");
        people.memberships.add(ADMIN, json("{'team':{'slug':'" + before + "'},'user':{'username':'jane'}}"));
        people.teams.update(ADMIN, before, json("{'attributesMap':{'A':['1']},'description':'d'}"));

        String after = people.teams.update(ADMIN, before, json("{'name':'People','slug':'" + before + "'}"));

        assertThat(after).isEqualTo(TeamTable.slug("People"));
        refused(() -> people.findTeam(before), 404, "Unable to locate the " + before + " Team");
        var team = people.findTeam(after, "memberships", "attributesMap");
        assertThat(team.at("/memberships/0/user/username").asText()).isEqualTo("jane");
        assertThat(team.at("/attributesMap/A/0").asText()).isEqualTo("1");
        assertThat(team.get("description").asText()).isEqualTo("d");
        refused(
                () -> people.teams.update(ADMIN, after, json("{'name':'IT'}")),
                400,
                "A team with the same slug already exists.");
    }

    @Test
    void a_deleted_team_comes_back_by_its_token() {
        String slug = people.team("HR");
        people.user("jane", "");
        people.memberships.add(ADMIN, json("{'team':{'name':'HR'},'user':{'username':'jane'}}"));
        people.teams.update(ADMIN, slug, json("{'attributesMap':{'A':['1']}}"));

        String token = people.teams.delete(ADMIN, slug);

        refused(() -> people.findTeam(slug), 404, "Unable to locate");
        refused(() -> people.teams.delete(ADMIN, slug), 404, "Unable to locate");
        assertThat(people.find("jane", "memberships").get("memberships")).isEmpty();
        assertThat(people.teamNames(null)).isEmpty();
        assertThat(people.teams
                        .list(ADMIN, PeopleSearch.ALL, true, PeopleParts.NONE)
                        .items())
                .singleElement()
                .satisfies(team ->
                        assertThat(team.get("restorationToken").asText()).isEqualTo(token));
        String again = people.team("HR");
        refused(() -> people.teams.restore(ADMIN, token, json("{}")), 400, "A team with the same slug already exists.");
        people.teams.delete(ADMIN, again);
        assertThat(people.teams.restore(ADMIN, token, json("{'description':'back'}")))
                .isEqualTo(slug);
        var team = people.findTeam(slug, "memberships", "attributesMap");
        assertThat(team.at("/memberships/0/user/username").asText()).isEqualTo("jane");
        assertThat(team.at("/attributesMap/A/0").asText()).isEqualTo("1");
        assertThat(team.get("description").asText()).isEqualTo("back");
        assertThat(team.has("restorationToken")).isFalse();
        refused(() -> people.teams.restore(ADMIN, token, json("{}")), 404, "Unable to locate");
    }

    @Test
    void memberships_are_made_once_and_ended_once() {
        people.team("HR");
        people.user("jane@x.org", "");
        String body = "{'team':{'name':'HR'},'user':{'username':'JANE@x.org'}}";
        people.told();

        var both = people.memberships.add(ADMIN, json(body));
        assertThat(both.at("/team/name").asText()).isEqualTo("HR");
        assertThat(both.at("/user/username").asText()).isEqualTo("jane@x.org");
        assertThat(people.memberships.add(ADMIN, json(body))).isEqualTo(both);
        assertThat(people.told()).containsExactly("User Membership Change", "Team Membership Change");

        people.memberships.remove(ADMIN, TeamTable.slug("HR"), "jane@x.org");
        refused(
                () -> people.memberships.remove(ADMIN, TeamTable.slug("HR"), "jane@x.org"),
                404,
                "Unable to locate the " + TeamTable.slug("HR") + "_jane@x.org Membership");
        assertThat(people.payload("Team Membership Change").get("membershipsRemoved"))
                .isEqualTo(json("{'a':['HR']}").get("a"));
        assertThat(people.told()).containsExactly("User Membership Change", "Team Membership Change");
    }

    @Test
    void a_list_of_memberships_is_all_of_them() {
        for (String name : List.of("A", "B", "C")) {
            people.team(name);
            people.user(name.toLowerCase(), "");
        }
        people.user("jane", "'memberships':[{'team':{'name':'A'}},{'team':{'slug':'" + TeamTable.slug("B") + "'}}]");
        assertThat(teamsOf("jane")).containsExactly("A", "B");
        people.told();

        people.users.update(
                ADMIN,
                "jane",
                json("{'memberships':[{'team':{'name':'B'}},{'team':{'name':'C'}},{'team':{'name':'C'}}]}"));
        assertThat(teamsOf("jane")).containsExactly("B", "C");
        assertThat(people.told())
                .containsExactly(
                        "User Updated",
                        "User Membership Change",
                        "Team Membership Change",
                        "User Membership Change",
                        "Team Membership Change");
        people.users.update(ADMIN, "jane", json("{'displayName':'J'}"));
        assertThat(teamsOf("jane")).containsExactly("B", "C");

        String slug = TeamTable.slug("C");
        people.teams.update(ADMIN, slug, json("{'memberships':[{'user':{'username':'A'}},{'user':{'username':'b'}}]}"));
        assertThat(people.teams.find(ADMIN, slug, MEMBERS).get("memberships"))
                .extracting(each -> each.at("/user/username").asText())
                .containsExactly("a", "b");
        people.teams.update(ADMIN, slug, json("{'memberships':[]}"));
        assertThat(people.teams.find(ADMIN, slug, MEMBERS).get("memberships")).isEmpty();
        people.users.update(ADMIN, "jane", json("{'memberships':[]}"));
        assertThat(teamsOf("jane")).isEmpty();
    }

    private List<String> teamsOf(String username) {
        return people.find(username, "memberships").get("memberships").findValuesAsText("name");
    }

    @Test
    void queries_find_by_every_property() {
        people.teams.create(ADMIN, json("{'name':'HR','attributesMap':{'Assignable':['False']}}"));
        people.teams.create(ADMIN, json("{'name':'HR::Benefits','attributesMap':{'Assignable':['True']}}"));
        people.team("HR::Benefits::Administrators");
        people.team("HR-IT");
        people.team("Zoo");

        assertThat(people.teamNames(null))
                .containsExactly("HR", "HR-IT", "HR::Benefits", "HR::Benefits::Administrators", "Zoo");
        assertThat(people.teamNames("name =* \"HR\"")).hasSize(4);
        assertThat(people.teamNames("name =* \"HR::\""))
                .containsExactly("HR::Benefits", "HR::Benefits::Administrators");
        assertThat(people.teamNames("parentName = \"HR\"")).containsExactly("HR::Benefits");
        assertThat(people.teamNames("parentName = null")).containsExactly("HR", "HR-IT", "Zoo");
        assertThat(people.teamNames("localName = \"Administrators\"")).containsExactly("HR::Benefits::Administrators");
        assertThat(people.teamNames("attributes[Assignable] = \"True\" AND name =* \"HR::\""))
                .containsExactly("HR::Benefits");
        assertThat(people.teams.count(ADMIN, java.util.Optional.of("name > \"HR\""), false))
                .isEqualTo(4);
        refused(() -> people.teamNames("parentName =* \"H\""), 400, "with = or IN");
        refused(() -> people.teamNames("profileAttributes[X] = \"H\""), 400, "unexpected parts");
    }

    @Test
    void bad_bodies_are_refused() {
        String slug = people.team("HR");
        for (String[] each : new String[][] {
            {"{}", "Invalid Team.\n    Name must not be blank"},
            {"{'name':null}", "Name must not be blank"},
            {"{'name':[]}", "Name must be a string"},
            {"{'name':'" + "x".repeat(1001) + "'}", "Name must not be longer than 1000"},
            {"{'name':'n','description':1}", "Description must be a string"},
            {"{'name':'n','attributes':'x'}", "Attributes must be lists"},
            {"{'name':'n','memberships':[{'user':{}}]}", "Memberships must each have a user with a username"},
            {"{'name':'n','memberships':[{'user':{'username':'x'}}]}", "Unable to locate the x User"}
        }) {
            refused(() -> people.teams.create(ADMIN, json(each[0])), 400, each[1]);
        }
        refused(() -> people.teams.update(ADMIN, slug, json("{'name':''}")), 400, "Name must not be blank");
        refused(() -> people.teams.update(ADMIN, "none", json("{}")), 404, "Unable to locate the none Team");
        refused(() -> people.memberships.add(ADMIN, json("{}")), 400, "Team must have a name or a slug\n    User must");
        refused(
                () -> people.memberships.add(ADMIN, json("{'team':{'name':'N'},'user':{'username':'x'}}")),
                404,
                "Unable to locate the N Team");
        refused(
                () -> people.memberships.add(ADMIN, json("{'team':{'name':'HR'},'user':{'username':'x'}}")),
                404,
                "Unable to locate the x User");
        assertThat(people.teamNames(null)).containsExactly("HR");
    }

    @Test
    void others_see_teams_and_change_none() {
        String slug = people.team("HR");
        people.user("jane", "'email':'secret@x','displayName':'J'");
        people.memberships.add(ADMIN, json("{'team':{'name':'HR'},'user':{'username':'jane'}}"));
        Identity ben = somebody("ben");
        people.told();

        assertThat(people.teams.find(ben, slug, MEMBERS).at("/memberships/0/user"))
                .isEqualTo(json("{'username':'jane','displayName':'J'}"));
        assertThat(people.teams
                        .find(somebody("jane"), slug, MEMBERS)
                        .at("/memberships/0/user/email")
                        .asText())
                .isEqualTo("secret@x");
        assertThat(people.teams
                        .list(ben, PeopleSearch.ALL, false, MEMBERS)
                        .items()
                        .toString())
                .contains("jane")
                .doesNotContain("secret");
        for (ThrowingCallable work : List.<ThrowingCallable>of(
                () -> people.teams.create(ben, json("{'name':'X'}")),
                () -> people.teams.update(ben, slug, json("{'description':'x'}")),
                () -> people.teams.update(ben, slug, json("{'memberships':[]}")),
                () -> people.teams.delete(ben, slug),
                () -> people.teams.restore(ben, "x", json("{}")),
                () -> people.teams.list(ben, PeopleSearch.ALL, true, MEMBERS),
                () -> people.users.update(somebody("jane"), "jane", json("{'memberships':[]}")),
                () -> people.memberships.add(ben, json("{'team':{'name':'HR'},'user':{'username':'ben'}}")),
                () -> people.memberships.remove(ben, slug, "jane"))) {
            refused(work, 403, "Expected somebody with the privilege 'Team");
        }
        refused(() -> people.teams.find(Identity.anonymous(), slug, MEMBERS), 401, "'Teams Access'");
        assertThat(people.teams.find(ADMIN, slug, MEMBERS).get("memberships")).hasSize(1);
        assertThat(people.told()).isEmpty();
    }

    @Test
    void what_happens_to_teams_is_told() {
        String slug = people.team("A::HR");
        people.user("jane", "'attributesMap':{'U':['u']},'profileAttributesMap':{'P':['p']}");
        people.told();
        people.teams.update(ADMIN, slug, json("{'description':'d','attributesMap':{'T':['t']}}"));
        var updated = people.payload("Team Updated");
        assertThat(updated.at("/team/localName").asText()).isEqualTo("HR");
        assertThat(updated.at("/team/parentName").asText()).isEqualTo("A");
        assertThat(updated.at("/team/attributes/0/values/0").asText()).isEqualTo("t");
        assertThat(updated.at("/teamPrevious/attributes")).isEmpty();
        assertThat(updated.at("/teamPrevious/description").isNull()).isTrue();

        people.memberships.add(ADMIN, json("{'team':{'name':'A::HR'},'user':{'username':'jane'}}"));
        for (String name : List.of("User Membership Change", "Team Membership Change")) {
            var payload = people.payload(name);
            assertThat(payload.at("/user/username").asText()).isEqualTo("jane");
            assertThat(payload.at("/user/profileAttributes/0/values/0").asText())
                    .isEqualTo("p");
            assertThat(payload.at("/team/attributes/0/name").asText()).isEqualTo("T");
            assertThat(payload.get("membershipsAdded"))
                    .isEqualTo(json("{'a':['A::HR']}").get("a"));
            assertThat(payload.get("membershipsRemoved")).isEmpty();
        }
        String token = people.teams.delete(ADMIN, slug);
        assertThat(people.payload("Team Deleted").toString()).doesNotContain(token);
        people.teams.restore(ADMIN, token, json("{}"));
        assertThat(people.told())
                .containsExactly(
                        "Team Updated",
                        "User Membership Change",
                        "Team Membership Change",
                        "Team Deleted",
                        "Team Restored");
    }
}
