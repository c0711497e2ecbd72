package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What {@code export=true} shows: everything that can be taken in again, without times and authors. */
final class Exports {

    private static final List<String> LEFT_OUT = List.of(
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "versionId",
            "oauthSigningKey",
            "attributesMap",
            "authorization");

    private Exports() {}

    /** Every part of a document, and its details. */
    static Inclusion everything(Projection projection) {
        return Inclusion.of(List.of("details," + String.join(",", projection.parts())));
    }

    /** Takes out what is not taken in again. */
    static ObjectNode without(ObjectNode shown) {
        shown.remove(LEFT_OUT);
        return shown;
    }
}
