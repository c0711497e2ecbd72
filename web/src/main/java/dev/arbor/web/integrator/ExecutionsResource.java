package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.Operations;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What is done with operations (integrator spec 1.11, 9 and 16 to 19), under the older names too. */
@Path(IntegratorApi.ROOT)
@Produces(MediaType.APPLICATION_JSON)
public class ExecutionsResource {

    @Inject
    private Connections connections;

    @Inject
    private Operations operations;

    @Inject
    private Executions executions;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletResponse response;

    /**
     * {@code debug} counts with any value and with none. The answer of an operation that streams is passed on as it
     * comes, with its status and type; what breaks off after that has begun breaks this answer off.
     */
    @POST
    @Path("/execute")
    public ObjectNode execute(JsonNode body) {
        return executions
                .execute(IntegratorApi.optional(body), uri.getQueryParameters().containsKey("debug"), this::passOn)
                .orElse(null);
    }

    /** Whatever another system says is ours by its address: browsers shall not take it for a page or a script of ours. */
    private OutputStream passOn(int status, Optional<String> contentType, long length) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType.orElse(MediaType.APPLICATION_OCTET_STREAM));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setContentLengthLong(length);
        response.flushBuffer();
        return response.getOutputStream();
    }

    @POST
    @Path("/{alias:(operations/)?}inspect")
    public ObjectNode inspect(JsonNode body) {
        return executions.inspect(IntegratorApi.optional(body));
    }

    @POST
    @Path("/transform{alias:(/test)?}")
    public ObjectNode transform(JsonNode body) {
        return executions.transform(IntegratorApi.optional(body));
    }

    @POST
    @Path("/test")
    public ObjectNode test(JsonNode body) {
        return connections.test(IntegratorApi.optional(body));
    }

    @POST
    @Path("/operations-search")
    public ArrayNode search(JsonNode body) {
        return IntegratorApi.list(IntegratorApi.dialect(headers)
                .map(operations::in)
                .orElse(operations)
                .search(IntegratorApi.optional(body)));
    }
}
