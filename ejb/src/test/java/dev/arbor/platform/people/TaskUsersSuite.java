package dev.arbor.platform.people;

import static dev.arbor.platform.people.PeopleInTest.ADMIN;
import static dev.arbor.platform.people.PeopleInTest.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.TaskUsers.Draft;
import dev.arbor.platform.api.TaskUsers.UserView;
import dev.arbor.platform.group.StoredGroups;
import dev.arbor.platform.group.StoredTaskUsers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users as the Task API has them, on whichever database a subclass brings. */
abstract class TaskUsersSuite {

    private static final Caller ANNA = new Caller("anna", "test");

    private TestDatabase database;
    private PeopleInTest people;
    private StoredGroups groups;
    private StoredTaskUsers users;

    abstract TestDatabase fresh();

    @BeforeEach
    void open() {
        database = fresh();
        people = new PeopleInTest(database);
        people.clear();
        groups = new StoredGroups(people.transactions, () -> people.now);
        users = new StoredTaskUsers(people.transactions, people.users);
        groups.create("Ops", List.of(), ANNA);
        groups.create("Desk", List.of("admin"), ANNA);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Draft draft(String loginId, String email, String password, List<String> groups) {
        return new Draft(
                Optional.ofNullable(loginId),
                Optional.ofNullable(email),
                Optional.ofNullable(password),
                Optional.ofNullable(groups));
    }

    @Test
    void a_user_is_an_account_with_groups() {
        UserView made = users.create(ADMIN, draft("Jane", "j@x.org", "a long password", List.of("Ops", "Desk")));
        assertThat(made.groups()).containsExactly("Desk", "Ops");
        assertThat(people.welcome("Jane", "a long password")).isTrue();
        assertThat(users.create(ADMIN, draft("otto", null, null, null)).email()).isEmpty();
        assertThat(users.list(2, 1).items()).extracting(UserView::loginId).containsExactly("admin", "otto");
        assertThat(users.list(0, 0).count()).isEqualTo(3);

        UserView changed = users.update(ADMIN, "JANE", draft("Janet", null, null, List.of("Ops")));
        assertThat(changed.loginId()).isEqualTo("Janet");
        assertThat(changed.email()).contains("j@x.org");
        assertThat(users.find("janet").groups()).containsExactly("Ops");
        assertThat(groups.find("Ops").users()).containsExactly("Janet");
        assertThat(users.delete(ADMIN, "janet").loginId()).isEqualTo("Janet");
        assertThat(groups.find("Ops").users()).isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_and_nobody_is_made() {
        assertThatThrownBy(() -> users.create(ADMIN, draft("n", null, null, List.of("Ops", "None"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("None");
        assertThatThrownBy(() -> users.create(ADMIN, draft("ADMIN", null, null, null)))
                .isInstanceOf(PlatformRefusal.class);
        assertThatThrownBy(() -> users.create(ADMIN, draft(null, null, null, null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("loginId");
        assertThatThrownBy(() -> users.create(somebody("otto"), draft("n", null, null, null)))
                .isInstanceOfSatisfying(PlatformRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(403));
        assertThatThrownBy(() -> users.delete(ADMIN, "nobody")).isInstanceOf(Refusal.class);
        assertThat(users.list(0, 0).count()).isEqualTo(1);
    }
}
