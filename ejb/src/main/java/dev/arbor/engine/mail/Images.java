package dev.arbor.engine.mail;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Requests.Answer;
import dev.arbor.integrator.api.Requests.Request;
import dev.arbor.integrator.api.Requests.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that HTML wants to have with it: those whose source is {@code cid:} and an address. They are fetched under the
 * rules for connections, each once.
 */
final class Images {

    /** One that was fetched. */
    record Image(String id, String type, byte[] content) {}

    /**
     * HTML and what goes with it.
     *
     * @param html with the ids of the images in place of their addresses
     */
    record Illustrated(String html, List<Image> images) {}

    private static final Pattern SOURCE =
            Pattern.compile("(src\\s*=\\s*[\"'])cid:(https?://[^\"'<>\\s]+)(?=[\"'])", Pattern.CASE_INSENSITIVE);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Of one letter; most servers take no letter that is larger. */
    private static final int MOST = 20;

    private static final long MOST_BYTES = 20L * 1024 * 1024;

    private final Requests requests;

    Images(Requests requests) {
        this.requests = requests;
    }

    /** Fetches them. */
    Illustrated of(String html) throws HandlerException {
        Map<String, Image> fetched = new LinkedHashMap<>();
        long bytes = 0;
        StringBuilder replaced = new StringBuilder();
        Matcher source = SOURCE.matcher(html);
        while (source.find()) {
            String address = source.group(2);
            if (!fetched.containsKey(address)) {
                if (fetched.size() == MOST) {
                    throw failed(
                            "too_many_images", "Expected at most " + MOST + " images in a mail, but there are more.");
                }
                Image image = fetch(address.replace("&amp;", "&"));
                bytes += image.content().length;
                if (bytes > MOST_BYTES) {
                    throw failed(
                            "images_too_large",
                            "Expected the images of a mail to have at most " + MOST_BYTES
                                    + " bytes, but they have more.");
                }
                fetched.put(address, image);
            }
            source.appendReplacement(
                    replaced,
                    Matcher.quoteReplacement(
                            source.group(1) + "cid:" + fetched.get(address).id()));
        }
        return new Illustrated(source.appendTail(replaced).toString(), new ArrayList<>(fetched.values()));
    }

    private Image fetch(String address) throws HandlerException {
        try {
            Answer answer = requests.send(
                    new Request("GET", address, Map.of("Accept", "image/*"), Optional.empty(), List.of(), LIMIT));
            String type = answer.type().orElse("").strip();
            if (!answer.succeeded() || !type.toLowerCase(Locale.ROOT).startsWith("image/")) {
                throw failed(
                        "image_missing",
                        "Expected an image at " + address + ", but the answer is " + answer.summary()
                                + (answer.succeeded() ? " of the type '" + type + "'" : "") + ".");
            }
            return new Image(UUID.randomUUID() + "@arbor", type, answer.content());
        } catch (RequestException e) {
            throw new HandlerException(
                    e.key(), "Expected the image " + address + " to be fetched. " + e.getMessage(), e);
        }
    }

    private static HandlerException failed(String kind, String message) {
        return new HandlerException(kind, message, null);
    }
}
