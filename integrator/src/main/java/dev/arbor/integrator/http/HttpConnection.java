package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Arguments;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open connection over HTTP. */
final class HttpConnection implements OpenConnection {

    private static final int REDIRECTS = 5;
    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> REFUSED = Set.of(401, 403, 407);
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEPS_METHOD = Set.of(307, 308);

    private final String baseUrl;
    private final Optional<String> testPath;
    private final Requests requests;
    private final Credentials credentials;
    private final Channel channel;
    private final List<Channel> others;
    private final Limits limits;

    HttpConnection(
            String baseUrl,
            Optional<String> testPath,
            Requests requests,
            Credentials credentials,
            Channel channel,
            List<Channel> others,
            Limits limits) {
        this.baseUrl = baseUrl;
        this.testPath = testPath;
        this.requests = requests;
        this.credentials = credentials;
        this.channel = channel;
        this.others = List.copyOf(others);
        this.limits = limits;
    }

    @Override
    public ObjectNode perform(ObjectNode operation, Arguments arguments) throws CallException {
        Outgoing request = requests.make(operation, arguments);
        return call(request, operation.path("followRedirect").asBoolean()).root();
    }

    private Exchange call(Outgoing request, boolean follows) throws CallException {
        long end = System.nanoTime() + limits.total().toNanos();
        Exchange answer = signedIn(request, end);
        if (answer.status() == UNAUTHORIZED && credentials.renew()) {
            answer = signedIn(request, end);
        }
        return follows ? follow(request, answer, end) : answer;
    }

    private Exchange signedIn(Outgoing request, long end) throws CallException {
        Outgoing signed = request.copy();
        credentials.sign(signed);
        return channel.send(signed, left(end));
    }

    /** Where a redirect leads is checked like everything that is connected to; it is signed in only on the same host. */
    private Exchange follow(Outgoing request, Exchange first, long end) throws CallException {
        Exchange answer = first;
        Outgoing current = request.copy();
        credentials.sign(current);
        for (int hops = 0; MOVED.contains(answer.status()) && answer.headers().containsKey("location"); hops++) {
            if (hops == REDIRECTS) {
                throw new CallException(
                        Reason.INVALID_REQUEST, "Expected at most " + REDIRECTS + " redirects, but there are more.");
            }
            URI target = target(current.uri(), answer.headers().get("location"));
            boolean asGet =
                    !KEEPS_METHOD.contains(answer.status()) && !current.method().equals("HEAD");
            current.redirect(target, asGet);
            answer = channel.send(current, left(end));
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
        Urls.base(target.toString());
        if (from.getScheme().equalsIgnoreCase("https") && !target.getScheme().equalsIgnoreCase("https")) {
            throw new CallException(
                    Reason.INVALID_REQUEST, "Expected a redirect that stays with https, but it does not.");
        }
        return target;
    }

    private Duration left(long end) throws CallException {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new CallException(
                    Reason.TIMEOUT,
                    "Expected a call to end within " + limits.total().toMillis() + " ms, but it did not.");
        }
        return left;
    }

    @Override
    public void test() throws CallException {
        Outgoing request = new Outgoing("GET", Urls.join(baseUrl, testPath.orElse(""), List.of()));
        Exchange answer = call(request, false);
        boolean ok = testPath.isPresent()
                ? answer.status() / 100 == 2 || MOVED.contains(answer.status())
                : !REFUSED.contains(answer.status());
        if (!ok) {
            throw new CallException(
                    Reason.CONNECTION,
                    "Expected " + (testPath.isPresent() ? "success" : "to be let in") + ", but the answer has status "
                            + answer.status() + ".");
        }
    }

    @Override
    public void close() {
        channel.close();
        others.forEach(Channel::close);
    }
}
