package dev.arbor.web;

import dev.arbor.web.core.CoreApi;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Turns whatever a resource throws into an answer, and leaves one line in the log. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    /** Names the failure in the log; for the shapes that have no place for it in the body. */
    public static final String CORRELATION_ID = "X-Correlation-Id";

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    @Context
    private Request request;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException answered
                && answered.getResponse().getStatus() < 400) {
            return answered.getResponse();
        }
        Errors.Answer answer = Errors.answer(thrown);
        if (answer.status() == 404 && thrown instanceof NotFoundException && CoreApi.isAt(uri.getPath())) {
            answer = Errors.answer(404, "not_found", "The page you were looking for doesn't exist.");
        }
        String what = RequestLine.of(request, uri);
        if (answer.unexpected()) {
            LOG.errorf(thrown, "%s failed [%s]", what, answer.correlationId());
        } else {
            LOG.infof(
                    "%s refused: %d %s: %s [%s]",
                    what,
                    answer.status(),
                    answer.errorKey().orElse("-"),
                    RequestLine.of(answer.message()),
                    answer.correlationId());
        }
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(CORRELATION_ID, answer.correlationId())
                .entity(ErrorShape.of(uri.getPath()).json(answer));
        if (thrown instanceof WebApplicationException refused
                && refused.getResponse().getHeaderString(HttpHeaders.ALLOW) != null) {
            response.header(HttpHeaders.ALLOW, refused.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }
}
