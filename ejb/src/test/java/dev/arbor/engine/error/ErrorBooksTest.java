package dev.arbor.engine.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.SystemErrors;
import dev.arbor.engine.api.SystemErrors.SystemErrorView;
import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to errors when people delete and resolve them. */
class ErrorBooksTest {

    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final String STAMPS =
            "TIMESTAMP '2026-03-01 12:00:00Z', 'SYSTEM', TIMESTAMP '2026-03-01 12:00:00Z', 'SYSTEM'";

    private final TestDatabase database = H2Databases.fresh();

    @BeforeEach
    void fill() {
        write(
                "insert into run (id, tree_id, tree_version, status, originating_id, open_work, active_errors, created_at,"
                        + " created_by, updated_at, updated_by) values (1, 1, 0, 'STARTED', 1, 1, 1, " + STAMPS + ")");
        for (String error : List.of("1, 1, 9, 'Handler Error', 'ACTIVE'", "2, 1, 9, 'Handler Error', 'HANDLED'")) {
            write("insert into error (id, run_id, trigger_id, type, status, summary, text, engine, created_at,"
                    + " created_by, updated_at, updated_by) values (" + error + ", 's', 't', 'e', " + STAMPS + ")");
        }
        write("insert into error_message (id, error_id, text, created_at, created_by) values"
                + " (1, 1, 'note', TIMESTAMP '2026-03-01 12:00:00Z', 'admin')");
        for (int id = 1; id <= 2; id++) {
            write("insert into system_error (id, type, status, summary, text, engine, created_at, created_by,"
                    + " updated_at, updated_by) values (" + id + ", 'Missing Tree Error', 'ACTIVE', 's', 't', 'e', "
                    + STAMPS + ")");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void deletesAnActiveErrorWithItsNotesAndNoLongerCountsIt() {
        delete(1);
        assertThat(number("select count(*) from error")).isEqualTo(1);
        assertThat(number("select count(*) from error_message")).isZero();
        assertThat(number("select active_errors from run where id = 1")).isZero();
    }

    @Test
    void leavesTheCountOfARunWhenAHandledErrorIsDeleted() {
        delete(2);
        assertThat(number("select active_errors from run where id = 1")).isEqualTo(1);
    }

    @Test
    void refusesToDeleteWhatIsNotThere() {
        assertThatThrownBy(() -> delete(99)).isInstanceOf(Refusal.class).hasMessageContaining("error with id 99");
    }

    @Test
    void resolvesAllSystemErrorsOrNone() {
        assertThatThrownBy(() -> books(desk -> desk.resolve(List.of(1L, 99L), "fixed", Caller.SYSTEM)))
                .isInstanceOf(Refusal.class);
        assertThat(number("select count(*) from system_error where status = 'ACTIVE'"))
                .isEqualTo(2);
        books(desk -> desk.resolve(List.of(2L, 1L), "fixed", new Caller("ada", "test")));
        SystemErrorView resolved = ask(desk -> desk.find(1).orElseThrow());
        assertThat(resolved.status()).isEqualTo("Handled");
        assertThat(resolved.resolution()).hasValue("fixed");
        assertThat(resolved.stamps().updatedAt()).isEqualTo(NOW);
        assertThat(resolved.stamps().updatedBy()).isEqualTo("ada");
        assertThatThrownBy(() -> books(desk -> desk.resolve(List.of(1L), "again", Caller.SYSTEM)))
                .hasMessageContaining("handled already");
    }

    @Test
    void findsAndDeletesSystemErrors() {
        books(desk -> desk.delete(1));
        assertThat(ask(desk -> desk.search(SystemErrors.Filter.ALL, Slice.FIRST))
                        .rows())
                .extracting(SystemErrorView::id)
                .containsExactly(2L);
        assertThatThrownBy(() -> books(desk -> desk.delete(1))).isInstanceOf(Refusal.class);
    }

    private void delete(long id) {
        database.inTransaction(entities -> {
            new StoredErrors(entities).delete(id);
            return id;
        });
    }

    private void books(Consumer<SystemErrorDesk> work) {
        ask(desk -> {
            work.accept(desk);
            return desk;
        });
    }

    private <T> T ask(Function<SystemErrorDesk, T> question) {
        return database.inTransaction(
                entities -> question.apply(new SystemErrorDesk(entities, InstantSource.fixed(NOW))));
    }

    private void write(String sql) {
        database.inTransaction(entities -> entities.createNativeQuery(sql).executeUpdate());
    }

    private long number(String sql) {
        return database.inTransaction(
                entities -> ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue());
    }
}
