package dev.arbor.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.arbor.engine.api.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultXmlTest {

    private final ResultTextReader reader = new ResultTextReader();

    @Test
    void readsProperXml() {
        assertThat(
                        read(
                                "<results><result name=\"Id\">555</result><result name='T'> a &lt; b &amp; c\n</result></results>"))
                .containsExactly(entry("Id", "555"), entry("T", " a < b & c\n"));
    }

    @Test
    void readsADeclarationBlanksAndCharacterData() {
        assertThat(
                        read(
                                "\n<?xml version=\"1.0\"?>\n<results>\n  <result name=\"a\"><![CDATA[<b>&]]></result>\n</results>\n "))
                .containsExactly(entry("a", "<b>&"));
    }

    @Test
    void readsABareSequence() {
        assertThat(read("<result name=\"a\">1</result>\n<result name=\"b\"/>"))
                .containsExactly(entry("a", "1"), entry("b", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "<results/>", "<results></results>", "<results> </results>", "{}"})
    void readsNothing(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void keepsRawJsonThatNobodyEscaped() {
        String json = "{\"q\":\"a & b < c\",\"html\":\"<b>x</b>\",\"n\":[1,2]}";
        assertThat(read("<results><result name=\"Body\">" + json
                        + "</result><result name=\"Ok\">1 &lt; 2</result></results>"))
                .containsExactly(entry("Body", json), entry("Ok", "1 < 2"));
    }

    @Test
    void keepsMarkupInsideAResult() {
        assertThat(read("<results><result name=\"a\"><p class=\"x\">one &amp; two</p></result></results>"))
                .containsExactly(entry("a", "<p class=\"x\">one &amp; two</p>"));
    }

    @Test
    void endsARawValueAtTheLastClosingTag() {
        assertThat(
                        read(
                                "<results><result name=\"a\">x & </result> y</result><result name=\"b\">&#233;&#x1F333;</result></results>"))
                .containsExactly(entry("a", "x & </result> y"), entry("b", "é🌳"));
    }

    @Test
    void takesTheLastOfTwoOfOneName() {
        assertThat(
                        read(
                                "<results><result name=\"a\">1</result><result name=\"b\">2</result><result name=\"a\">3</result></results>"))
                .containsExactly(entry("b", "2"), entry("a", "3"));
    }

    @Test
    void keepsEveryLetter() {
        assertThat(read("<results><result name=\"Größe\">naïve — 🌳</result></results>"))
                .containsExactly(entry("Größe", "naïve — 🌳"));
    }

    @Test
    void readsJson() {
        assertThat(read(" {\"s\":\"x\",\"n\":1.50,\"o\":{\"a\":[true]},\"z\":null}"))
                .containsExactly(entry("s", "x"), entry("n", "1.50"), entry("o", "{\"a\":[true]}"), entry("z", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<foo/>",
                "<results><item/></results>",
                "[1]",
                "{\"a\":",
                "{} x",
                "<results>text</results>"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Expected results as a <results> element or as a JSON object, but");
    }

    @Test
    void expandsNothing() {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        assertThatThrownBy(() -> read(bomb + "<results><result name=\"a\">&a;&x;</result></results>"))
                .isInstanceOf(Refusal.class);
        assertThat(read("<results><result name=\"a\">&a;</result></results>")).containsExactly(entry("a", "&a;"));
    }

    @Test
    void isNotSlowedDownByAnUnclosedTag() {
        String text = "<results>" + "<result name=\"a\" ".repeat(20_000) + "</results>";
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class);
    }

    private Map<String, String> read(String text) {
        return reader.read(text);
    }
}
