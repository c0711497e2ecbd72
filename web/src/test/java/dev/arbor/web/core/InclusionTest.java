package dev.arbor.web.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InclusionTest {

    private static Inclusion of(String... parameters) {
        return Inclusion.of(List.of(parameters));
    }

    @Test
    void names_are_separated_by_commas_and_spaces_mean_nothing() {
        Inclusion include = of(" details , fields,,", "pages");

        assertThat(include.names()).containsExactly("details", "fields", "pages");
        assertThat(include.details()).isTrue();
        assertThat(include.has("Details")).isFalse();
    }

    @Test
    void dots_nest() {
        Inclusion include = of("kapps.forms.details,kapps.attributesMap");

        assertThat(include.inside("kapps").inside("forms").details()).isTrue();
        assertThat(include.inside("kapps").details()).isFalse();
        assertThat(include.inside("kapps").names()).containsExactlyInAnyOrder("forms", "attributesMap");
        assertThat(include.inside("absent").names()).isEmpty();
    }

    @Test
    void brackets_pick_and_hide_commas_and_dots() {
        Inclusion include = of("values[Summary],values[a, b.c],form.attributesMap[Icon]");

        assertThat(include.any("values")).isTrue();
        assertThat(include.indexes("values")).hasValue(Set.of("Summary", "a, b.c"));
        assertThat(include.inside("form").indexes("attributesMap")).hasValue(Set.of("Icon"));
        assertThat(of("values,values[Summary]").indexes("values")).isEmpty();
    }

    @Test
    void a_document_shows_its_short_set_and_what_is_asked_for() {
        Projection projection = new Projection(List.of("name"), List.of("notes"), List.of("map", "list"));
        ObjectNode document = Json.object().put("name", "n").put("notes", "x").put("secret", "s");
        document.putObject("map").put("a", 1).put("b", 2);
        document.putArray("list").addObject().put("name", "p");

        assertThat(projection.show(document, of("secret"))).hasToString("{\"name\":\"n\"}");
        assertThat(projection.show(document, of("details"))).hasToString("{\"name\":\"n\",\"notes\":\"x\"}");
        assertThat(projection.show(document, of("map[b],list[q]")))
                .hasToString("{\"name\":\"n\",\"map\":{\"b\":2},\"list\":[]}");
        assertThat(projection.showNested(document, of("list"))).hasToString("{\"list\":[{\"name\":\"p\"}]}");
        assertThat(projection.showNested(document, of())).hasToString("{\"name\":\"n\"}");
    }
}
