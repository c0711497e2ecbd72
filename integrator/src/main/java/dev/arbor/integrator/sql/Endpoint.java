package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.util.regex.Pattern;

/**
 * Where a database listens. A host is one name or one address and nothing else, so nothing in it can reach a driver as a
 * second host, a socket file or an option.
 *
 * @param host a name, or an address without brackets
 * @param port from 1 to 65535
 */
public record Endpoint(String host, int port) {

    private static final int LONGEST = 253;
    private static final int LAST_PORT = 65_535;

    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?");

    /**
     * Reads {@code host} and {@code port} of a config.
     *
     * @throws CallException when they are anything else
     */
    public static Endpoint of(ObjectNode config) throws CallException {
        String host = config.path("host").asText("").strip();
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.length() > LONGEST
                || !(NAME.matcher(host).matches() || V6.matcher(host).matches())) {
            throw new CallException(
                    Reason.INVALID_CONNECTION, "Expected one host name or one address in host, but it is not.");
        }
        JsonNode port = config.path("port");
        if (!port.canConvertToInt() || port.asInt() < 1 || port.asInt() > LAST_PORT) {
            throw new CallException(Reason.INVALID_CONNECTION, "Expected a port from 1 to 65535, but it is not.");
        }
        return new Endpoint(host, port.asInt());
    }

    /** As URLs have it. */
    public String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
