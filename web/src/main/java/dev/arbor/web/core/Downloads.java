package dev.arbor.web.core;

import dev.arbor.platform.api.Files;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Files as they are sent: offered to be kept, never to be shown, so that what somebody has uploaded runs in nobody's browser. */
final class Downloads {

    private Downloads() {}

    static Response of(Files.Stored file) {
        return Response.ok(file.path().toFile(), MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Length", file.size())
                .header("ETag", '"' + file.sha256() + '"')
                .build();
    }
}
