package dev.arbor.integrator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Secrets that occur nowhere else, and a search for them in every form in which they may have been written. */
final class Plants {

    private final Map<String, String> byName = new LinkedHashMap<>();

    /** A new secret. Its letters are changed by every encoding. */
    String plant(String name) {
        return plant(name, "Pl4nt é/+%&\"" + UUID.randomUUID().toString().replace("-", ""));
    }

    /** One that is made elsewhere. */
    String plant(String name, String secret) {
        byName.put(name, secret);
        return secret;
    }

    int size() {
        return byName.size();
    }

    /** Which of them occur in what was written somewhere. */
    Set<String> in(String where, String text) {
        return in(where, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Which of them occur in what was written somewhere. */
    Set<String> in(String where, byte[] written) {
        // Bytes as letters, so that a search for letters is one for bytes.
        String letters = new String(written, StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>();
        byName.forEach((name, secret) -> {
            for (String form : forms(secret)) {
                int at =
                        letters.indexOf(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                if (at >= 0) {
                    String around = letters.substring(Math.max(0, at - 120), Math.min(letters.length(), at + 60));
                    found.add(where + ": " + name + " in …" + around.replaceAll("[^ -~]", ".") + "…");
                    break;
                }
            }
        });
        return found;
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.addAll(List.of(
                secret,
                secret.replace("\"", "\\\""),
                secret.replace("\"", "&quot;").replace("&", "&amp;"),
                url,
                url.replace("+", "%20"),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                // The part that no encoding of letters changes.
                secret.replaceAll(".*[^A-Za-z0-9]", "")));
        for (String before : List.of("", "x", "xx")) {
            // In the middle of other letters it looks three ways; the ends depend on what is around.
            String base = Base64.getEncoder().encodeToString((before + secret).getBytes(StandardCharsets.UTF_8));
            forms.add(base.substring(4, base.length() - 4));
        }
        forms.removeIf(form -> form.length() < 12);
        return forms;
    }

    /** That the search finds: a secret that was written is found in every form. */
    static List<String> blindSpots() throws IOException {
        Plants plants = new Plants();
        String secret = plants.plant("seen");
        List<String> missed = new ArrayList<>();
        for (String written : List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                new ObjectMapper().writeValueAsString(secret),
                Base64.getEncoder().encodeToString(("api-user:" + secret).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)))) {
            if (plants.in("here", "before " + written + " after").isEmpty()) {
                missed.add(written);
            }
        }
        return missed;
    }
}
