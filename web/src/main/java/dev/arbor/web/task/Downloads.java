package dev.arbor.web.task;

import dev.arbor.engine.api.Refusal;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Requests.RequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches what a request names by its address, under the rules that hold for connections: bounded, and not followed. */
@ApplicationScoped
public class Downloads {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    private Requests requests;

    /**
     * What is at an address.
     *
     * @param field the field of the request that names it
     * @throws Refusal INVALID ({@code download_failed}) with what went wrong
     */
    byte[] get(String url, String field) {
        try {
            Requests.Answer answer = requests.send(
                    new Requests.Request("GET", url.strip(), Map.of(), Optional.empty(), List.of(), LIMIT));
            if (!answer.succeeded()) {
                throw failed(field, "the server there answered " + answer.summary());
            }
            return answer.content();
        } catch (RequestException e) {
            throw failed(field, e.getMessage());
        }
    }

    private static Refusal failed(String field, String why) {
        String sentence = why.endsWith(".") ? why : why + ".";
        return Refusal.invalid(
                "download_failed", "Expected to fetch what '" + field + "' names, but failed: " + sentence);
    }
}
