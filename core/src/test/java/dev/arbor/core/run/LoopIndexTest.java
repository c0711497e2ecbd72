package dev.arbor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopIndexTest {

    @Test
    void theRootIsASlash() {
        for (String text : new String[] {null, "", "  ", "/", " / "}) {
            assertThat(LoopIndex.of(text)).as("'" + text + "'").isEqualTo(LoopIndex.ROOT);
        }
        assertThat(LoopIndex.ROOT.isRoot()).isTrue();
        assertThat(LoopIndex.ROOT.depth()).isZero();
        assertThat(LoopIndex.ROOT.parent()).isEqualTo(LoopIndex.ROOT);
        assertThat(LoopIndex.ROOT.loop()).isEmpty();
        assertThat(LoopIndex.ROOT.loops()).isEmpty();
        assertThat(LoopIndex.ROOT.iteration()).isEqualTo(-1);
        assertThat(LoopIndex.ROOT).hasToString("/");
    }

    @Test
    void goesInAndOut() {
        LoopIndex first = LoopIndex.ROOT.enter("2", 0);
        LoopIndex inner = first.enter("8", 12);

        assertThat(first).hasToString("/2#0");
        assertThat(inner).hasToString("/2#0/8#12").isEqualTo(LoopIndex.of(" /2#0/8#12 "));
        assertThat(inner.parent()).isEqualTo(first);
        assertThat(first.parent()).isEqualTo(LoopIndex.ROOT);
        assertThat(inner.loop()).isEqualTo("8");
        assertThat(inner.iteration()).isEqualTo(12);
        assertThat(inner.depth()).isEqualTo(2);
        assertThat(inner.loops()).isEqualTo("2/8");
        assertThat(inner.outermost(1)).isEqualTo(first);
        assertThat(inner.outermost(0)).isEqualTo(LoopIndex.ROOT);
        assertThat(inner.outermost(5)).isEqualTo(inner);
    }

    @Test
    void loopsMayHaveAnyName() {
        LoopIndex index = LoopIndex.ROOT.enter("é—😀 head", 3).enter("a_b", 0);

        assertThat(index.loops()).isEqualTo("é—😀 head/a_b");
        assertThat(index.parent().loop()).isEqualTo("é—😀 head");
        assertThat(index.parent().iteration()).isEqualTo(3);
    }

    @Test
    void whatPeopleTypeNeverBreaksIt() {
        for (String text : new String[] {"x", "2#0", "/2", "/2#", "/2#x", "/#", "#", "//", "/2#0/", "/2#99999999999"}) {
            LoopIndex index = LoopIndex.of(text);
            assertThat(index.iteration()).as(text).isGreaterThanOrEqualTo(-1);
            assertThat(index.loop()).as(text).isNotNull();
            assertThat(index.loops()).as(text).isNotNull();
            assertThat(index.outermost(0)).as(text).isNotNull();
        }
    }
}
