package dev.arbor.integrator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Arguments with(String json) {
        try {
            Map<String, JsonNode> parameters = new HashMap<>();
            JSON.readTree(json).properties().forEach(each -> parameters.put(each.getKey(), each.getValue()));
            return new Arguments(parameters, Map.of("Api Key", "k-123"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String render(String template, String json, Place place) {
        return Template.of(template).render(with(json), place);
    }

    @Nested
    class Names {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Submission Id*",
                    "Values [Object]",
                    "Limit [0-1000]",
                    "Is Space Admin [true/false]",
                    "Direction  [ASC, DESC]",
                    "Slug [teamslug_username]",
                    "v1.0",
                    "this",
                    "-first",
                    "Überschrift 🌳"
                })
        void areLiteral(String name) {
            Arguments arguments =
                    new Arguments(Map.of(name, JSON.getNodeFactory().textNode("v")), Map.of());

            assertThat(Template.of("<{{" + name + "}}>").render(arguments, Place.TEXT))
                    .isEqualTo("<v>");
            assertThat(Template.of("<{{ " + name + " }}>").names()).containsExactly(name);
        }

        @Test
        void areListedOnceInTheOrderOfTheirFirstAppearance() {
            Template template =
                    Template.of("{{#B*}}{{A}}{{{B*}}}{{/B*}}{{^C}}{{/C}}${parameters[\"D d\"]}{{secrets.S}}");

            assertThat(template.names()).containsExactly("B*", "A", "C", "D d");
        }

        @ParameterizedTest
        @CsvSource({
            "Submission Id*, Submission Id",
            "Submission Id, Submission Id*",
            "Values [Object], Values",
            "Limit, Limit [0-1000]",
            "Two  Spaces, Two Spaces"
        })
        void areFoundWithoutTheirDecorations(String inTemplate, String given) {
            Arguments arguments =
                    new Arguments(Map.of(given, JSON.getNodeFactory().textNode("v")), Map.of());

            assertThat(Template.of("{{" + inTemplate + "}}").render(arguments, Place.TEXT))
                    .isEqualTo("v");
        }

        @Test
        void areNotGuessedWhenTwoWouldDo() {
            assertThat(render("<{{X}}>", "{\"X*\":\"1\",\"X [Object]\":\"2\"}", Place.TEXT))
                    .isEqualTo("<>");
        }

        @Test
        void ofAnotherSpellingAreASilentMiss() {
            assertThat(render("<{{Country Code}}>", "{\"country_code\":\"US\"}", Place.TEXT))
                    .isEqualTo("<>");
        }
    }

    @Nested
    class Escaping {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "JSON   | a\"b\\c/é🌳 | a\\\"b\\\\c/é🌳",
                    "XML    | <a&'b'>     | &lt;a&amp;&apos;b&apos;&gt;",
                    "TEXT   | <a&\"b\">   | <a&\"b\">",
                    "HEADER | <a&\"b\">   | <a&\"b\">",
                })
        void dependsOnThePlace(Place place, String value, String expected) {
            Arguments arguments =
                    new Arguments(Map.of("x", JSON.getNodeFactory().textNode(value)), Map.of());

            assertThat(Template.of("{{x}}").render(arguments, place)).isEqualTo(expected);
            assertThat(Template.of("{{{x}}}").render(arguments, place)).isEqualTo(value);
            assertThat(Template.of("{{&x}}").render(arguments, place)).isEqualTo(value);
        }

        @Test
        void keepsAValueWithinItsSegmentOfAPath() throws Exception {
            String path = Template.of("/users/{{id}}/x").renderPath(with("{\"id\":\"a/../b c@é?\"}"));

            assertThat(path).isEqualTo("/users/a%2F..%2Fb%20c%40%C3%A9%3F/x");
        }

        @Test
        void leavesAPathThatIsOneVariableItsSlashes() throws Exception {
            assertThat(Template.of("{{endpoint}}").renderPath(with("{\"endpoint\":\"/a/b?c=d&e=f\"}")))
                    .isEqualTo("/a/b?c=d&e=f");
        }

        @Test
        void keepsQuotesOutOfKql() {
            String q = "(username =* \"{{query}}\" OR email =* \"{{query}}\") x {{query}}";

            assertThat(render(q, "{\"query\":\"a\\\" OR \\\\\"}", Place.QUERY))
                    .isEqualTo("(username =* \"a\\\" OR \\\\\" OR email =* \"a\\\" OR \\\\\") x a\" OR \\");
        }

        @Test
        void putsAnObjectIntoAJsonStringOrInItsPlace() {
            String object = "{\"D [Object]\":{\"a\":\"x\\\"y\",\"n\":[1,2.50]}}";

            assertThat(render("{\"data\":\"{{D [Object]}}\"}", object, Place.JSON))
                    .isEqualTo("{\"data\":\"{\\\"a\\\":\\\"x\\\\\\\"y\\\",\\\"n\\\":[1,2.5]}\"}");
            assertThat(render("{\"data\":{{{D [Object]}}}}", object, Place.JSON))
                    .isEqualTo("{\"data\":{\"a\":\"x\\\"y\",\"n\":[1,2.5]}}");
        }

        @Test
        void writesNumbersPlainly() {
            assertThat(render(
                            "{{a}} {{b}} {{c}} {{d}} {{e}}",
                            "{\"a\":5.0,\"b\":1e3,\"c\":true,\"d\":null,\"e\":0.00}",
                            Place.TEXT))
                    .isEqualTo("5 1000 true  0");
        }
    }

    @Nested
    class Sections {

        private static final String BODY =
                "{  \n  {{#Core State}}\n    \"coreState\": \"{{Core State}}\",\n  {{/Core State}}\n"
                        + "  {{#Values [Object]}}\n    \"values\": {{{Values [Object]}}},\n  {{/Values [Object]}}\n}";

        @Test
        void ofTheOfficialConnectionAppearWhenTheirValueIsThere() {
            assertThat(render(BODY, "{\"Values [Object]\":{\"Status\":\"In Progress\"}}", Place.JSON))
                    .isEqualTo("{  \n    \"values\": {\"Status\":\"In Progress\"},\n}");
            assertThat(render(BODY, "{\"Core State\":\"\"}", Place.JSON)).isEqualTo("{  \n}");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "`null`, no",
                    "`false`, no",
                    "`\"\"`, no",
                    "`[]`, no",
                    "`0`, yes",
                    "`\"0\"`, yes",
                    "`\"false\"`, yes",
                    "`{}`, yes",
                    "`[0]`, yes",
                    "`true`, yes"
                })
        void areTrueForWhatIsThere(String value, String expected) {
            assertThat(render("{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{\"x\":" + value + "}", Place.TEXT))
                    .isEqualTo(expected);
        }

        @Test
        void aroundAListMeanIfThereIsOne() {
            String list = "{\"C [Array of Objects]\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"other\":\"o\"}";

            assertThat(render(
                            "{{#C [Array of Objects]}}\"c\": {{{C [Array of Objects]}}}{{other}}{{/C [Array of Objects]}}",
                            list,
                            Place.JSON))
                    .isEqualTo("\"c\": [{\"name\":\"a\"},{\"name\":\"b\"}]o");
        }

        @Test
        void iterateWhenTheyNameTheElements() {
            assertThat(render(
                            "{{#l}}<{{name}}{{o}}>{{/l}}",
                            "{\"l\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"o\":\"!\"}",
                            Place.TEXT))
                    .isEqualTo("<a!><b!>");
            assertThat(render("{{#l}}<{{.}}>{{/l}}", "{\"l\":[1,2]}", Place.TEXT))
                    .isEqualTo("<1><2>");
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{[Direction  [ASC, DESC]}}",
                    "{Is Space Admin [true/false]}}",
                    "{{open",
                    "{{}}",
                    "a}}b",
                    "${other}",
                    "${parameters}"
                })
        void tagsAreText(String template) {
            assertThat(Template.of(template).fault()).isEmpty();
            assertThat(render(template, "{}", Place.JSON)).isEqualTo(template);
        }

        @ParameterizedTest
        @CsvSource({"{{#a}}x", "x{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{>partial}}", "{{=<% %>=}}"})
        void sectionsAreAFaultAndTextAtRunTime(String template) {
            assertThat(Template.of(template).fault()).isPresent();
            assertThat(render(template, "{\"a\":\"1\"}", Place.TEXT)).isEqualTo(template);
        }

        @Test
        void delimitersOfOursAreOfNoUse() {
            assertThat(render("\uE000t0\uE001{{x}}", "{\"x\":\"v\"}", Place.TEXT))
                    .isEqualTo("\uFFFDt0\uFFFDv");
        }
    }

    @Nested
    class Placeholders {

        @Test
        void ofTheOtherDialectStandBesideTags() throws Exception {
            Template path = Template.of("/t?status=${parameters[\"Status\"]}&a=${parameters['A b']}&c={{C}}");

            assertThat(path.names()).containsExactly("Status", "A b", "C");
            assertThat(path.renderPath(with("{\"Status\":\"in progress&x\",\"A b\":\"1\"}")))
                    .isEqualTo("/t?status=in%20progress%26x&a=1&c=");
        }

        @Test
        void reachIntoAValue() {
            assertThat(render(
                            "${parameters[\"p\"][\"a\"][1].b}!${parameters[\"p\"].none}",
                            "{\"p\":{\"a\":[0,{\"b\":7}]}}",
                            Place.TEXT))
                    .isEqualTo("7!");
        }

        @Test
        void keepTheirTypeWhenTheyAreAll() {
            Template template = Template.of("${parameters[\"p\"]}");

            assertThat(template.isOneTag()).isTrue();
            assertThat(template.only(with("{\"p\":[1]}")).isArray()).isTrue();
            assertThat(Template.of("x{{p}}").isOneTag()).isFalse();
        }
    }

    @Nested
    class Missing {

        @Test
        void parametersOfAPathAreNamed() {
            assertThatThrownBy(() -> Template.of("/a/{{Submission Id*}}/b").renderPath(with("{}")))
                    .isInstanceOf(MissingParameterException.class)
                    .hasMessage("Missing required parameter: Submission Id*");
            assertThatThrownBy(() -> Template.of("/tickets/${parameters[\"Ticket Id\"]}")
                            .renderPath(with("{\"Ticket Id\":\"\"}")))
                    .hasMessage("Missing required parameter: Ticket Id");
            assertThatThrownBy(() -> Template.of("{{all}}").renderPath(with("{}")))
                    .hasMessage("Missing required parameter: all");
        }

        @Test
        void partsOfASegmentAreEmpty() throws Exception {
            assertThat(Template.of("/users/").renderPath(with("{}"))).isEqualTo("/users/");
            assertThat(Template.of("/a-{{x}}.json?q={{y}}").renderPath(with("{}")))
                    .isEqualTo("/a-.json?q=");
        }
    }

    @Nested
    class SecretsInTemplates {

        @Test
        void areFoundByTheirFullName() throws Exception {
            assertThat(render("{{secrets.Api Key}}", "{}", Place.JSON)).isEqualTo("k-123");
            assertThat(Template.of("{{secrets.Api Key}}").names()).isEmpty();
        }

        @Test
        void areFoundByTheirNameInHeadersAlone() {
            assertThat(render("Token {{Api Key}}", "{}", Place.HEADER)).isEqualTo("Token k-123");
            assertThat(render("{{Api Key}}", "{\"Api Key\":\"mine\"}", Place.HEADER))
                    .isEqualTo("mine");
            assertThat(render("{{Api Key}}", "{}", Place.QUERY)).isEmpty();
        }

        @Test
        void neverEndUpInAPath() {
            assertThatThrownBy(() -> Template.of("/x/{{secrets.Api Key}}").renderPath(with("{}")))
                    .isInstanceOf(MissingParameterException.class);
        }
    }
}
