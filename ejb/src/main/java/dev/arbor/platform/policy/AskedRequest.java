package dev.arbor.platform.policy;

import dev.arbor.engine.api.RubyRules.Callee;
import dev.arbor.platform.api.TaskRequest;
import java.util.List;

/** {@code @request} in rules. */
final class AskedRequest implements Callee {

    private final TaskRequest request;

    AskedRequest(TaskRequest request) {
        this.request = request;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        return switch (CallNames.plain(method)) {
            case "header" -> request.header(CallNames.text(method, arguments)).orElse(null);
            case "headers" -> request.headers(CallNames.text(method, arguments));
            case "parameter" ->
                request.parameters(CallNames.text(method, arguments)).stream()
                        .findFirst()
                        .orElse(null);
            case "remote_addr", "remote_address" -> request.remoteAddress();
            case "method", "request_method" -> request.method();
            case "request_uri", "path", "path_info" -> request.path();
            case "query_string" -> query();
            default -> NO_METHOD;
        };
    }

    private String query() {
        int mark = request.target().indexOf('?');
        return mark < 0 ? "" : request.target().substring(mark + 1);
    }
}
