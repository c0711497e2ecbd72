package dev.arbor.web.policy;

import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.TaskRequest;
import dev.arbor.web.security.Entrance;
import dev.arbor.web.security.SignedRequests;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The request in hand as rules may ask about it. */
@RequestScoped
public class TaskRequests {

    private static final byte[] NOTHING = {};

    @Inject
    private HttpServletRequest request;

    private byte[] body = NOTHING;

    /** The one in hand. */
    public TaskRequest current() {
        return new Told(request, body);
    }

    /** Whether it is signed, rightly or not. */
    boolean isSigned() {
        return SignedRequests.isSigned(request);
    }

    /** The access key that it says it is signed by. */
    String signer() {
        return String.valueOf(request.getHeader(SignedRequests.KEY));
    }

    /** Reads the body of a signed request, for the signature and then for the resource. */
    void readBody(ContainerRequestContext context) throws IOException {
        body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
    }

    private record Told(HttpServletRequest request, byte[] body) implements TaskRequest {

        @Override
        public Optional<Account> account() {
            return request.getAttribute(Entrance.ACCOUNT) instanceof Account account
                    ? Optional.of(account)
                    : Optional.empty();
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String target() {
            return request.getQueryString() == null ? path() : path() + "?" + request.getQueryString();
        }

        @Override
        public String path() {
            return request.getRequestURI();
        }

        @Override
        public List<String> headers(String name) {
            return Collections.list(request.getHeaders(name));
        }

        /** Of the query alone: asking the server for a parameter would make it read a form in the body. */
        @Override
        public List<String> parameters(String name) {
            return QueryText.values(request.getQueryString(), name);
        }

        @Override
        public String remoteAddress() {
            return request.getRemoteAddr();
        }
    }
}
