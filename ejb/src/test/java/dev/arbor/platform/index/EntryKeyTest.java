package dev.arbor.platform.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryKeyTest {

    private static String key(String... values) {
        return EntryKey.of(Arrays.asList(values), 2);
    }

    @Test
    void keys_sort_as_their_values_do() {
        List<String> sorted = List.of(
                key(null, "z"),
                key("", ""),
                key("A", "b"),
                key("a", null),
                key("a", ""),
                key("a", "b"),
                key("ab", "a"));
        List<String> shuffled = new ArrayList<>(sorted);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);

        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void ranges_hold_what_begins_alike_and_nothing_else() {
        String before = EntryKey.of(List.of("Open"), 2);

        assertThat(key("Open", "z")).isGreaterThanOrEqualTo(before).isLessThan(EntryKey.behind(before));
        assertThat(key("Opened", "a")).isGreaterThan(EntryKey.behind(before));
        assertThat(key("Open", "b")).isLessThan(EntryKey.behindValue(before, "b", 2));
        assertThat(key("Open", "ba")).isGreaterThan(EntryKey.behindValue(before, "b", 2));
        assertThat(key("Open", "ba")).isGreaterThan(EntryKey.from(before, "b", 2));
    }

    @Test
    void long_values_are_cut_between_characters() {
        String longest = EntryKey.of(Collections.nCopies(10, "🥐".repeat(500)), 10);

        assertThat(longest.length()).isLessThanOrEqualTo(700);
        assertThat(longest.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(2600);
        assertThat(longest.codePoints().noneMatch(each -> each >= 0xD800 && each <= 0xDFFF))
                .isTrue();
    }
}
