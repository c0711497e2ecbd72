package dev.arbor.platform.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.KslContext;
import java.util.function.Function;

/** What the filter of a workflow may ask, from what its event tells (integrator spec 5.5). */
final class FilterContexts {

    private FilterContexts() {}

    /**
     * The context of an event.
     *
     * @param type of the event, for example {@code Submission}
     * @param payload what it tells
     * @param known teams and attributes of a user, as they are by now
     */
    static KslContext of(String type, ObjectNode payload, Function<String, ObjectNode> known) {
        KslContext.Builder context = KslContext.builder()
                .with(
                        "identity",
                        Facts.of(() -> identity(payload))
                                .or(Facts.of(() -> known.apply(part(payload, "identity")
                                        .path("username")
                                        .asText()))))
                .with("space", Facts.of(() -> part(payload, "space")));
        for (String name : new String[] {"kapp", "form", "submission", "team", "user"}) {
            if (payload.path(name).isObject()) {
                context.with(name, Facts.of(() -> part(payload, name)));
            }
        }
        if (type.equals("Submission")) {
            context.values(() -> part(payload, "values"))
                    .previous(
                            () -> part(payload, "values"),
                            () -> part(payload, "valuesPrevious"),
                            Facts.of(() -> part(payload, "submissionPrevious")));
        }
        return context.build();
    }

    private static ObjectNode identity(ObjectNode payload) {
        ObjectNode identity = part(payload, "identity").deepCopy();
        identity.put("anonymous", !identity.path("authenticated").asBoolean());
        return identity;
    }

    private static ObjectNode part(ObjectNode payload, String name) {
        return payload.path(name) instanceof ObjectNode part ? part : Documents.object();
    }
}
