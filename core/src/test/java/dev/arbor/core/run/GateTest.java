package dev.arbor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void nothingCountsTwice() {
        Gate gate = Gate.loop(3)
                .arrive(4)
                .arrive(4)
                .reach(1)
                .reach(1)
                .finish(2)
                .finish(2)
                .doubt(5)
                .doubt(5);

        assertThat(gate.arrived()).isEqualTo(1);
        assertThat(gate.reached()).isEqualTo(1);
        assertThat(gate.hasReached(1)).isTrue();
        assertThat(gate.hasReached(2)).isFalse();
        assertThat(gate.hasFinished(2)).isTrue();
        assertThat(gate.hasFinished(1)).isFalse();
        assertThat(gate.doubts(5)).isTrue();
        assertThat(gate.decide(5).doubts(5)).isFalse();
        assertThat(gate.decide(5).decide(5).doubts(5)).isFalse();
        assertThat(gate.decide(9).doubts(5)).isTrue();
    }

    @Test
    void isOpenWhileAnIterationOrAConnectorIs() {
        assertThat(Gate.NONE.open()).isFalse();
        assertThat(Gate.loop(0).open()).isFalse();
        assertThat(Gate.loop(0).allDone()).isTrue();
        assertThat(Gate.loop(2).finish(0).open()).isTrue();
        assertThat(Gate.loop(2).finish(0).finish(1).open()).isFalse();
        assertThat(Gate.loop(2).reach(0).reach(1).open()).isTrue();
        assertThat(Gate.NONE.arrive(0).open()).isFalse();
        assertThat(Gate.NONE.doubt(0).open()).isTrue();
        assertThat(Gate.NONE.doubt(0).decide(0).open()).isFalse();
    }

    @Test
    void knowsItsIterations() {
        assertThat(Gate.loop(2).iterations()).isEqualTo(2);
        assertThat(Gate.loop(2).counts(1)).isTrue();
        assertThat(Gate.loop(2).counts(2)).isFalse();
        assertThat(Gate.loop(2).counts(-1)).isFalse();
        assertThat(Gate.NONE.hasReached(-1)).isFalse();
        assertThat(Gate.NONE.hasFinished(-1)).isFalse();
        assertThat(Gate.NONE.doubts(-1)).isFalse();
    }

    @Test
    void olderGatesStayAsTheyWere() {
        Gate before = Gate.loop(100_000).reach(7).finish(64);
        Gate one = before.reach(8).finish(99_999);
        Gate two = before.reach(9);

        assertThat(before.reached()).isEqualTo(1);
        assertThat(before.hasReached(8)).isFalse();
        assertThat(before.hasFinished(99_999)).isFalse();
        assertThat(one.hasReached(9)).isFalse();
        assertThat(two.hasReached(8)).isFalse();
        assertThat(two.reached()).isEqualTo(2);
    }

    @Test
    void theStoredFormIsEmptyOnlyForAGateThatCountsNothing() {
        assertThat(Gate.NONE.bytes()).isEmpty();
        assertThat(Gate.of(new byte[0])).isSameAs(Gate.NONE);
        assertThat(Gate.of(null)).isSameAs(Gate.NONE);
        assertThat(Gate.of(Gate.loop(3).bytes()).iterations()).isEqualTo(3);
        assertThat(Gate.of(Gate.NONE.arrive(2).bytes()).arrived()).isEqualTo(1);
        assertThat(Gate.of(Gate.NONE.doubt(2).bytes()).doubts(2)).isTrue();
    }

    @Test
    void theStoredFormKeepsEverything() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(round < 150 ? 200 : 70_000);
            Gate gate = Gate.loop(size);
            BitSet reached = new BitSet();
            BitSet done = new BitSet();
            for (int i = random.nextInt(300); i > 0; i--) {
                int iteration = random.nextInt(size);
                gate = random.nextBoolean() ? gate.reach(iteration).arrive(iteration % 70) : gate.finish(iteration);
                reached.set(iteration, gate.hasReached(iteration));
                done.set(iteration, gate.hasFinished(iteration));
            }
            Gate back = Gate.of(gate.bytes());
            assertThat(back.bytes()).isEqualTo(gate.bytes());
            assertThat(back.reached()).isEqualTo(reached.cardinality()).isEqualTo(gate.reached());
            assertThat(back.arrived()).isEqualTo(gate.arrived());
            for (int i = 0; i < size; i++) {
                assertThat(back.hasReached(i)).isEqualTo(reached.get(i));
                assertThat(back.hasFinished(i)).isEqualTo(done.get(i));
            }
        }
    }

    /** The stored form is that of bit sets, so that gates written before read the same. */
    @Test
    void bitsAreStoredAsBitSetsAre() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            BitSet set = new BitSet();
            Bits bits = Bits.EMPTY;
            for (int i = random.nextInt(100); i > 0; i--) {
                int bit = random.nextInt(1 << random.nextInt(20));
                if (random.nextInt(4) == 0) {
                    set.clear(bit);
                    bits = bits.without(bit);
                } else {
                    set.set(bit);
                    bits = bits.with(bit);
                }
            }
            assertThat(bits.bytes()).isEqualTo(set.toByteArray());
            assertThat(bits.cardinality()).isEqualTo(set.cardinality());
            assertThat(Bits.of(set.toByteArray()).bytes()).isEqualTo(set.toByteArray());
            assertThat(Bits.of(set.toByteArray()).cardinality()).isEqualTo(set.cardinality());
        }
    }

    @Test
    void bitsReachAsFarAsNumbersDo() {
        Bits bits = Bits.EMPTY.with(Integer.MAX_VALUE).with(0).with(63).with(64);

        assertThat(bits.get(Integer.MAX_VALUE)).isTrue();
        assertThat(bits.get(Integer.MAX_VALUE - 1)).isFalse();
        assertThat(bits.get(0)).isTrue();
        assertThat(bits.cardinality()).isEqualTo(4);
        assertThat(bits.without(0).get(0)).isFalse();
        assertThatThrownBy(() -> Bits.EMPTY.with(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aMillionArrivalsAreCheap() {
        long start = System.nanoTime();
        Gate gate = Gate.loop(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            gate = gate.finish(i);
        }

        assertThat(gate.allDone()).isTrue();
        // Copying what was counted so far for each arrival would take minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
