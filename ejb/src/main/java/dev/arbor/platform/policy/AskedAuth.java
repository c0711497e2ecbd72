package dev.arbor.platform.policy;

import dev.arbor.engine.api.RubyRules.Callee;
import dev.arbor.platform.api.TaskRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code @auth} in rules; remembers what came of looking at the signature. */
final class AskedAuth implements Callee {

    private final SignatureCheck signatures;
    private final TaskRequest request;
    private boolean validated;
    private Optional<String> complaint = Optional.empty();

    AskedAuth(SignatureCheck signatures, TaskRequest request) {
        this.signatures = signatures;
        this.request = request;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        if (!CallNames.plain(method).equals("validate_signature")) {
            return NO_METHOD;
        }
        complaint = signatures.complaint(request, keys(arguments));
        validated |= complaint.isEmpty();
        return complaint.isEmpty();
    }

    /** Identifiers as a list or one by one; empty for any key. */
    private static Set<String> keys(List<Object> arguments) {
        Set<String> keys = new HashSet<>();
        for (Object each : arguments) {
            if (each instanceof List<?> list) {
                list.forEach(item -> keys.add(text(item)));
            } else {
                keys.add(text(each));
            }
        }
        if (keys.isEmpty() && !arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected identifiers of access keys for 'validate_signature', but the list is empty.");
        }
        return keys;
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "Expected identifiers of access keys for 'validate_signature', but got something else.");
    }

    /** Whether a signature was good. */
    boolean validated() {
        return validated;
    }

    /** What was wrong with the signature when it was looked at the last time. */
    Optional<String> complaint() {
        return complaint;
    }
}
