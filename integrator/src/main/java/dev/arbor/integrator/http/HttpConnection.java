package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Executions.Relay;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Arguments;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open connection over HTTP. */
final class HttpConnection implements OpenConnection {

    private static final int REDIRECTS = 5;
    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> REFUSED = Set.of(401, 403, 407);
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final int FIRST_ERROR = 400;

    private final String baseUrl;
    private final Optional<String> testPath;
    private final Requests requests;
    private final Credentials credentials;
    private final Channel channel;
    private final List<Channel> others;
    private final Optional<Pace> pace;
    private final Limits limits;

    HttpConnection(
            String baseUrl,
            Optional<String> testPath,
            Requests requests,
            Credentials credentials,
            Channel channel,
            List<Channel> others,
            Optional<Pace> pace,
            Limits limits) {
        this.baseUrl = baseUrl;
        this.testPath = testPath;
        this.requests = requests;
        this.credentials = credentials;
        this.channel = channel;
        this.others = List.copyOf(others);
        this.pace = pace;
        this.limits = limits;
    }

    @Override
    public ObjectNode perform(ObjectNode operation, Arguments arguments) throws CallException {
        return call(requests.make(operation, arguments), follows(operation))
                .read()
                .root();
    }

    @Override
    public void stream(ObjectNode operation, Arguments arguments, Relay relay) throws CallException {
        try (Answer answer = call(requests.make(operation, arguments), follows(operation))) {
            if (operation.path("failOnHttpError").asBoolean() && answer.status() >= FIRST_ERROR) {
                throw new CallException(
                        Reason.HTTP_ERROR,
                        "Expected success of the other side, but the answer has status " + answer.status() + ".");
            }
            answer.relay(relay);
        }
    }

    @Override
    public Set<String> secrets() {
        return credentials.secrets();
    }

    private static boolean follows(ObjectNode operation) {
        return operation.path("followRedirect").asBoolean();
    }

    private Answer call(Outgoing request, boolean follows) throws CallException {
        if (pace.isPresent()) {
            pace.get().take();
        }
        Deadline deadline = new Deadline(limits.total());
        Outgoing signed = signed(request, deadline);
        Answer answer = channel.send(signed, deadline);
        if (answer.status() == UNAUTHORIZED && credentials.renew(signed)) {
            answer.discard();
            signed = signed(request, deadline);
            answer = channel.send(signed, deadline);
        }
        return follows ? follow(signed, answer, deadline) : answer;
    }

    private Outgoing signed(Outgoing request, Deadline deadline) throws CallException {
        Outgoing signed = request.copy();
        credentials.sign(signed, deadline);
        return signed;
    }

    /** Where a redirect leads is checked like everything that is connected to; it is signed in only on the same host. */
    private Answer follow(Outgoing current, Answer first, Deadline deadline) throws CallException {
        Answer answer = first;
        for (int hops = 0; MOVED.contains(answer.status()) && answer.headers().containsKey("location"); hops++) {
            answer.discard();
            if (hops == REDIRECTS) {
                throw new CallException(
                        Reason.INVALID_REQUEST, "Expected at most " + REDIRECTS + " redirects, but there are more.");
            }
            boolean elsewhere =
                    current.redirect(target(current.uri(), answer.headers().get("location")), answer.status());
            if (!elsewhere) {
                credentials.sign(current, deadline);
            }
            answer = channel.send(current, deadline);
        }
        return answer;
    }

    private static URI target(URI from, String location) throws CallException {
        URI target;
        try {
            target = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new CallException(Reason.INVALID_REQUEST, "Expected a redirect to a URL, but it is none.");
        }
        Urls.redirected(target.toString());
        if (from.getScheme().equalsIgnoreCase("https") && !target.getScheme().equalsIgnoreCase("https")) {
            throw new CallException(
                    Reason.INVALID_REQUEST, "Expected a redirect that stays with https, but it does not.");
        }
        return target;
    }

    @Override
    public void test() throws CallException {
        Outgoing request = new Outgoing("GET", Urls.join(baseUrl, testPath.orElse(""), List.of()));
        int status;
        try (Answer answer = call(request, false)) {
            status = answer.status();
        }
        boolean ok = testPath.isPresent() ? status / 100 == 2 || MOVED.contains(status) : !REFUSED.contains(status);
        if (!ok) {
            throw new CallException(
                    Reason.CONNECTION,
                    "Expected " + (testPath.isPresent() ? "success" : "to be let in") + ", but the answer has status "
                            + status + ".");
        }
    }

    @Override
    public void close() {
        channel.close();
        others.forEach(Channel::close);
    }
}
