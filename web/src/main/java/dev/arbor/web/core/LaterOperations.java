package dev.arbor.web.core;

import dev.arbor.web.Errors;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells of operations of the API that are not offered yet (integrator spec 4.12), instead of calling them unknown. They
 * are listed in {@code later-operations.txt}; one that is built leaves the list.
 */
@Provider
@PreMatching
@Priority(Priorities.USER)
public class LaterOperations implements ContainerRequestFilter {

    private static final Pattern EDGES = Pattern.compile("^/+|/+$");
    private static final List<Operation> LATER = read();

    /** One of them. */
    private record Operation(String method, String path, Pattern pattern) {

        static Operation of(String line) {
            String[] words = line.split(" ");
            String pattern = words[1].replaceAll("\\{[^}]*\\.\\.\\.}", ".+").replaceAll("\\{[^}]*}", "[^/]+");
            return new Operation(words[0], words[1], Pattern.compile(pattern));
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = "/" + EDGES.matcher(request.getUriInfo().getPath(true)).replaceAll("");
        if (!CoreApi.isAt(path)) {
            return;
        }
        find(request.getMethod(), path.substring(CoreApi.PATH.length())).ifPresent(operation -> {
            Errors.Answer answer = Errors.answer(
                    Response.Status.NOT_IMPLEMENTED.getStatusCode(),
                    "not_implemented",
                    "The operation " + operation + " is not offered by this version yet.");
            request.abortWith(Response.status(answer.status())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(answer.json())
                    .build());
        });
    }

    /** Whether an operation is one of them, by its whole path. */
    public static boolean has(String method, String path) {
        return CoreApi.isAt(path)
                && find(method, path.substring(CoreApi.PATH.length())).isPresent();
    }

    /** The one that a request means, as it is listed. */
    static Optional<String> find(String method, String path) {
        return LATER.stream()
                .filter(each ->
                        each.method.equals(method) && each.pattern.matcher(path).matches())
                .map(each -> each.method + " " + each.path)
                .findFirst();
    }

    /** All of them. */
    static List<String> all() {
        return LATER.stream().map(each -> each.method + " " + each.path).toList();
    }

    private static List<Operation> read() {
        try (InputStream list = LaterOperations.class.getResourceAsStream("later-operations.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Operation::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
