package dev.arbor.integrator.vault;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** How a secret looks after it was put into a URL, a form, a JSON text or a header: the other side may quote it so. */
public final class SecretForms {

    private SecretForms() {}

    /** A secret in every form that it is sent in; the plain one first. */
    public static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(form);
        forms.add(form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
        forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
        return forms;
    }

    /** As HTTP Basic sends it. */
    public static String basic(String user, String secret) {
        return Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
