package dev.arbor.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Requests that may come signed instead of from somebody who has signed in (engine spec 1.11): those that start runs and
 * bring news of deferred tasks. Whether the signature is good is for the policy rules of the source.
 */
public final class SignedRequests {

    /** What a signature is in. */
    public static final String SIGNATURE = "X-Kinetic-Signature";

    /** The access key that it is by. */
    public static final String KEY = "X-Kinetic-SignatureKey";

    private static final Pattern PATHS =
            Pattern.compile("(/app/components/task|/kinetic-task)/app/api/(v2/runs(/task/[^/]+)?|v1/run-tree/.+"
                    + "|v1/(complete|update)-deferred-task/[^/]+)/?");

    private static final Pattern UPDATES =
            Pattern.compile("(/app/components/task|/kinetic-task)/app/api/v2/runs/task/[^/]+/?");

    private SignedRequests() {}

    /** Whether a request has a signature, rightly or not. */
    public static boolean isSigned(HttpServletRequest request) {
        return request.getHeader(SIGNATURE) != null;
    }

    /** Whether requests of a path, decoded and without the prefix of a space, may come signed. */
    static boolean mayBe(String method, String path) {
        return switch (method) {
            case "POST" -> PATHS.matcher(path).matches();
            case "PUT" -> UPDATES.matcher(path).matches();
            default -> false;
        };
    }
}
