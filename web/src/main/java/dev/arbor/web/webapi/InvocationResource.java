package dev.arbor.web.webapi;

import dev.arbor.platform.api.WebApis;
import dev.arbor.platform.api.WebApis.Request;
import dev.arbor.web.Parameters;
import dev.arbor.web.core.Visitors;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of a web API. Without {@code timeout} the answer says which run was started; with it the answer is what the run's
 * return node says, if it says so in time. The method is that of the definition.
 */
@Consumes(MediaType.WILDCARD)
public abstract class InvocationResource {

    /** The original fails above it and leaves the run behind; we wait as long as it would have at most. */
    private static final long LONGEST_WAIT = 30;

    @Inject
    private WebApis webApis;

    @Inject
    private Visitors visitors;

    @Inject
    private ReturnedAnswers answers;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @PathParam("slug")
    private String slug;

    /** The slug of the kapp; empty for the space. */
    protected abstract Optional<String> kapp();

    @GET
    public void get(@Suspended AsyncResponse response) {
        invoke(new byte[0], response);
    }

    @DELETE
    public void delete(byte[] body, @Suspended AsyncResponse response) {
        invoke(body, response);
    }

    @POST
    public void post(byte[] body, @Suspended AsyncResponse response) {
        invoke(body, response);
    }

    @PUT
    public void put(byte[] body, @Suspended AsyncResponse response) {
        invoke(body, response);
    }

    private void invoke(byte[] body, AsyncResponse response) {
        long wait = new Parameters(uri.getQueryParameters()).number("timeout").orElse(0);
        MediaType type = headers.getMediaType();
        long run = webApis.invoke(
                visitors.current(),
                kapp(),
                slug,
                new Request(
                        request.getMethod(),
                        "/" + uri.getPath().replaceAll("^/+", ""),
                        singles(headers.getRequestHeaders()),
                        singles(uri.getQueryParameters()),
                        type == null ? "" : type.toString(),
                        new String(body, charset(type))));
        if (wait <= 0) {
            response.resume(ReturnedAnswers.initiated(run));
        } else {
            answers.await(run, Duration.ofSeconds(Math.min(LONGEST_WAIT, wait)), response);
        }
    }

    /** The first of several values, as authors expect one. */
    private static Map<String, String> singles(Map<String, List<String>> multiple) {
        Map<String, String> singles = new LinkedHashMap<>();
        multiple.forEach((name, values) -> singles.put(name, values.isEmpty() ? "" : values.get(0)));
        return singles;
    }

    private static Charset charset(MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8; // What cannot be decoded by its own name is what most clients send.
        }
    }
}
