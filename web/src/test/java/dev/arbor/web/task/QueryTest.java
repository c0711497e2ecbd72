package dev.arbor.web.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunFilter;
import dev.arbor.engine.api.RunOrder;
import dev.arbor.engine.api.RunOrder.Field;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Slice.Counting;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.api.TriggerFilter;
import dev.arbor.engine.api.TriggerFilter.Queue;
import dev.arbor.web.Parameters;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void readsNothingAsTheNewestRuns() {
        assertThat(RunQuery.filter(query())).isEqualTo(RunFilter.ALL);
        assertThat(RunQuery.order(query())).isEqualTo(RunOrder.NEWEST);
        assertThat(Query.slice(query())).isEqualTo(Slice.FIRST);
    }

    @Test
    void readsEachParameterOfRuns() {
        RunFilter filter = RunQuery.filter(query(
                "id",
                "1",
                "afterId",
                "2",
                "beforeId",
                "3",
                "start",
                "2026-03-01",
                "end",
                "2026-03-02T10:00:00Z",
                "includeSystemRuns",
                "true",
                "source",
                "Adhoc",
                "sourceId",
                "x",
                "group[]",
                "a",
                "group",
                "b",
                "groupFragment",
                "c",
                "tree",
                "d",
                "treeFragment",
                "e",
                "originatingId",
                "4",
                "parentId",
                "5",
                "status",
                "Started",
                "treeId",
                "6",
                "treeType",
                "Tree"));
        assertThat(filter.id()).hasValue(1);
        assertThat(filter.created().start()).hasValue(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(filter.created().end()).hasValue(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(filter.includeSystem()).isTrue();
        assertThat(filter.tree().groups()).containsExactlyInAnyOrder("a", "b");
        assertThat(filter.tree().treeId()).hasValue(6);
        assertThat(filter.parentId()).hasValue(5);
    }

    @Test
    void takesTheDirectionWhereverItStands() {
        assertThat(RunQuery.order(query("orderBy", "tree.sourceRoot.name", "direction", "asc")))
                .isEqualTo(new RunOrder(Field.TREE_SOURCE_NAME, false));
        assertThat(RunQuery.order(query("orderBy", "createdAt", "orderBy", "ASC")))
                .isEqualTo(new RunOrder(Field.CREATED_AT, false));
        assertThat(RunQuery.order(query("orderBy", "ASC"))).isEqualTo(new RunOrder(Field.ID, false));
        assertThatThrownBy(() -> RunQuery.order(query("orderBy", "shoeSize")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("in orderBy, but got 'shoeSize'");
    }

    @Test
    void readsWhatIsCounted() {
        assertThat(Query.slice(query("count", "true")).counting()).isEqualTo(Counting.COUNT_ONLY);
        assertThat(Query.slice(query("count", "false", "limit", "0", "offset", "7")))
                .isEqualTo(new Slice(0, 7, Counting.ROWS_AND_MORE));
        assertThatThrownBy(() -> Query.slice(query("count", "maybe"))).isInstanceOf(Refusal.class);
    }

    @Test
    void narrowsTriggersByTreeOnlyBesideASource() {
        TriggerFilter alone = TriggerQuery.filter(query("group", "g", "tree", "t", "sourceId", "s"), Queue.ANY);
        assertThat(alone.tree().groups()).isEmpty();
        assertThat(alone.tree().name()).isEmpty();
        assertThat(alone.sourceId()).isEmpty();
        TriggerFilter beside =
                TriggerQuery.filter(query("source", "Adhoc", "group", "g", "tree", "t", "sourceId", "s"), Queue.ANY);
        assertThat(beside.tree().groups()).containsExactly("g");
        assertThat(beside.tree().name()).hasValue("t");
        assertThat(beside.sourceId()).hasValue("s");
    }

    @Test
    void ordersWhatIsScheduledByWhatFiresFirst() {
        TriggerFilter scheduled = TriggerQuery.filter(query(), Queue.SCHEDULED);
        assertThat(scheduled.timeline()).hasValue(Timeline.SCHEDULED_AT);
        assertThat(scheduled.descending()).isFalse();
        assertThat(TriggerQuery.filter(query(), Queue.ANY)).isEqualTo(TriggerFilter.ALL);
    }

    @Test
    void findsNothingUnderAnIdThatIsNoNumber() {
        assertThat(Query.id("run", "12")).isEqualTo(12);
        assertThatThrownBy(() -> Query.id("run", "abc"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Unable to retrieve the run with id abc");
    }

    private static Parameters query(String... pairs) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(pairs[i], pairs[i + 1]);
        }
        return new Parameters(query);
    }
}
