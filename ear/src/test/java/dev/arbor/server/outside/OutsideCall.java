package dev.arbor.server.outside;

import dev.arbor.engine.handler.OutsideHandler;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls the address in its parameters, and gives back what that says. */
public abstract class OutsideCall implements OutsideHandler {

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        URI address =
                URI.create(call.parameters().get("address") + call.parameters().get("who"));
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setReadTimeout(120_000);
            try (var body = connection.getInputStream()) {
                return Map.of("answer", new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new HandlerException(e.getClass().getName(), "Expected an answer, but got none.", e);
        }
    }
}
