package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Files;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.BodyLimit;
import dev.arbor.web.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Bodies of several parts: a submission, and files for its fields (integrator spec 4.5). Parts come from a temporary file
 * of the server and are passed on a piece at a time, so no file is in memory as a whole.
 */
@RequestScoped
public class MultipartBodies {

    private static final String SUBMISSION = "_submission";

    @Inject
    private Files files;

    /** Takes a file; gives what the field of the submission is set to. */
    @FunctionalInterface
    interface Upload {
        ObjectNode take(String name, String contentType, InputStream content);
    }

    Files files() {
        return files;
    }

    /** The body that a submission is made or changed by; files are stored by then. */
    CoreBody read(List<EntityPart> parts, Upload upload) throws IOException {
        ObjectNode body = Json.object();
        for (EntityPart part : parts) {
            if (part.getName().equals(SUBMISSION)) {
                try (InputStream content = part.getContent()) {
                    body = CoreBody.of(LenientJson.read(within(content)))
                            .unwrapped("submission")
                            .json();
                }
            }
        }
        for (EntityPart part : parts) {
            if (!part.getName().equals(SUBMISSION)) {
                try (InputStream content = part.getContent()) {
                    files(body, part.getName()).add(one(part, content, upload));
                }
            }
        }
        return new CoreBody(body);
    }

    /** A submission is no larger here than it may be by itself. */
    private static byte[] within(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes((int) BodyLimit.LIMIT + 1);
        if (bytes.length > BodyLimit.LIMIT) {
            throw BodyLimit.refusal(BodyLimit.LIMIT);
        }
        return bytes;
    }

    /** Files of a request that has nothing else. */
    ArrayNode uploads(List<EntityPart> parts, Upload upload) throws IOException {
        ArrayNode all = Json.mapper().createArrayNode();
        for (EntityPart part : parts) {
            if (part.getFileName().isPresent()) {
                try (InputStream content = part.getContent()) {
                    all.add(one(part, content, upload));
                }
            }
        }
        if (all.isEmpty()) {
            throw PlatformRefusal.invalid("invalid_file", "Expected a file in the body, but there is none.");
        }
        return all;
    }

    private static ArrayNode files(ObjectNode body, String field) {
        ObjectNode values = body.path("values").isObject() ? (ObjectNode) body.get("values") : body.putObject("values");
        return values.path(field).isArray() ? (ArrayNode) values.get(field) : values.putArray(field);
    }

    private static ObjectNode one(EntityPart part, InputStream content, Upload upload) {
        Optional<String> name = part.getFileName();
        String type = part.getMediaType() == null ? null : part.getMediaType().toString();
        return upload.take(name.orElse(null), type, content);
    }
}
