package dev.arbor.web.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.platform.api.PlatformRefusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    private static String read(String text) {
        return LenientJson.read(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{} ~ {}",
                "{'a':1,} ~ {'a':1}",
                "{ , 'a':1, , } ~ {'a':1}",
                "{,} ~ {}",
                "[,] ~ []",
                "[1,,2,] ~ [1,2]",
                "[,,1] ~ [1]",
                "{'displayName':'x', , , ,'b':2} ~ {'displayName':'x','b':2}",
                "{'name':'x','description':'', ,, } ~ {'name':'x','description':''}",
                "{'coreState':'Closed',   } ~ {'coreState':'Closed'}",
                "{'values':{'a':'b',},} ~ {'values':{'a':'b'}}",
                "{'a':[{'b':1,},],} ~ {'a':[{'b':1}]}",
                "{'a':1,'a':2} ~ {'a':2}",
                "{/* a, comment */'a':1,/**/} ~ {'a':1}",
                "{'a':'// no, comment /* here */,,'} ~ {'a':'// no, comment /* here */,,'}",
                "{'a':'\\',,}'} ~ {'a':'\\',,}'}",
                "{'a':'ü—🥐'} ~ {'a':'ü—🥐'}",
                "[1,/* x */2] ~ [1,2]",
                "{'a':1.10,'b':-2e3,'c':null,'d':true} ~ {'a':1.10,'b':-2E+3,'c':null,'d':true}"
            })
    void takes_what_templates_make(String given, String meant) {
        // A backslash before an apostrophe stands for an escaped quote.
        assertThat(read(given.replace('\'', '"'))).isEqualTo(meant.replace('\'', '"'));
    }

    @Test
    void a_comment_ends_with_its_line() {
        assertThat(read("{\"a\":1, // the first, one\n\"b\":2}")).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void a_byte_order_mark_is_no_content() {
        assertThat(read("\uFEFF{\"a\":1}")).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n", "/* nothing */"})
    void nothing_is_nothing(String text) {
        assertThat(LenientJson.read(text.getBytes(StandardCharsets.UTF_8)).isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":,}",
                "{\"a\":,\"b\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}}",
                "{\"a\":1",
                "[1,2",
                "[1 2]",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":1} {}",
                ",{}",
                "{},",
                "{\"a\":\"x}",
                "{/* open }",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "nonsense"
            })
    void refuses_the_rest(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(PlatformRefusal.class)
                .hasMessageStartingWith("Unable to parse JSON content.");
    }

    @Test
    void refuses_what_no_database_keeps() {
        assertThatThrownBy(() -> read("{\"a\":\"\\u0000\"}")).hasMessageContaining("cannot be stored");
        assertThatThrownBy(() -> read("{\"a\":[{\"\\u0000\":1}]}")).hasMessageContaining("cannot be stored");
        assertThatThrownBy(() -> read("{\"a\":\"\\ud83e\"}")).hasMessageContaining("cannot be stored");
        assertThat(read("{\"a\":\"\\ud83e\\udd50\"}")).isEqualTo("{\"a\":\"🥐\"}");
        assertThatThrownBy(() -> LenientJson.read(new byte[] {'"', (byte) 0xFF, '"'}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refuses_what_is_too_deep() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(PlatformRefusal.class);
    }
}
