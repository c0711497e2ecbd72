package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.Json;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of this API, which clients generate themselves from (integrator spec 1.1). */
@Path(IntegratorApi.ROOT + "/oas")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OpenApiResource {

    private JsonNode document;

    @PostConstruct
    void prepare() {
        document = read();
    }

    /** The description, read anew. */
    public static JsonNode read() {
        try (InputStream file = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the description of the API, but failed.", e);
        }
    }

    @GET
    public JsonNode openApi() {
        return document;
    }
}
