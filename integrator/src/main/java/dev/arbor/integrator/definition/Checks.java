package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at a document and collects everything that is wrong with it, then refuses (integrator spec 1.9 and 1.10). */
public final class Checks {

    /** What a column for names holds. */
    private static final int LONGEST = 1000;

    /** The name of a header; what its placeholders become is looked at when it is sent. */
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]|\\{\\{[^{}]+}})+");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final List<Problem> problems = new ArrayList<>();

    /** Says what is wrong, if anything is. */
    public void refuse() {
        if (!problems.isEmpty()) {
            throw IntegratorRefusal.schema(problems);
        }
    }

    void problem(String error, String path) {
        problems.add(new Problem(error, path));
    }

    /** That the body is an object. */
    public Checks object(JsonNode document) {
        if (!document.isObject()) {
            problem(
                    document.isMissingNode()
                            ? "Missing body: expected an object"
                            : "Invalid object. Got: " + kind(document),
                    "");
        }
        return this;
    }

    /** That it has no other keys. */
    public Checks only(JsonNode document, Set<String> keys) {
        document.properties().forEach(each -> {
            if (!keys.contains(each.getKey())) {
                problem("Unexpected field: " + each.getKey(), "/" + each.getKey());
            }
        });
        return this;
    }

    /** Inputs are detected and never declared; these two are refused wherever they stand. */
    Checks neverDeclared(JsonNode document) {
        for (String name : List.of("inputs", "outputChildren")) {
            if (document.has(name)) {
                problem("Unexpected field: " + name, "/" + name);
            }
        }
        return this;
    }

    /** Whether a text is an id as all of them are. */
    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** That an id, if there is one, is a UUID. */
    public Checks uuid(JsonNode document, String name) {
        if (document.hasNonNull(name) && !isUuid(document.get(name).asText())) {
            problem("Invalid format. Expected :uuid", "/" + name);
        }
        return this;
    }

    /** The ids in a list, which have to be UUIDs; none when there is no list. */
    public List<String> uuids(JsonNode document, String name) {
        List<String> ids = new ArrayList<>();
        JsonNode told = document.path(name);
        if (!told.isMissingNode() && !told.isArray()) {
            problem("Invalid array. Got: " + kind(told), "/" + name);
        } else {
            for (JsonNode id : told) {
                if (!isUuid(id.asText())) {
                    problem("Invalid format. Expected :uuid", "/" + name + "/" + ids.size());
                }
                ids.add(id.asText());
            }
        }
        return ids;
    }

    /** That there is a name, which can be kept. */
    Checks name(String name) {
        if (name == null) {
            problem("Missing field: name", "/name");
        } else if (name.isBlank()) {
            problem("String length is smaller than minLength: 1", "/name");
        } else if (name.length() > LONGEST) {
            problem("String length is larger than maxLength: " + LONGEST, "/name");
        }
        return this;
    }

    /** That what is told about a definition beside its config is of the right types, and can be kept. */
    Checks about(JsonNode document) {
        for (String name : List.of("name", "description", "documentationLink", "notes")) {
            string(document, name, "/" + name);
            if (document.path(name).asText("").indexOf('\0') >= 0) {
                problem("Invalid string. Got: a text with a null character", "/" + name);
            }
        }
        if (document.hasNonNull("lockVersion") && !document.get("lockVersion").isInt()) {
            problem("Invalid integer. Got: " + kind(document.get("lockVersion")), "/lockVersion");
        }
        if (document.hasNonNull("config") && !document.get("config").isObject()) {
            problem("Invalid object. Got: " + kind(document.get("config")), "/config");
        }
        return this;
    }

    /** That there is a text which is not blank. */
    Checks text(JsonNode document, String name, String path) {
        JsonNode value = document.path(name);
        if (value.isMissingNode()) {
            problem("Missing field: " + name, path);
        } else if (value.isNull()) {
            problem("null value where string expected", path);
        } else if (!value.isTextual()) {
            problem("Invalid string. Got: " + kind(value), path);
        } else if (value.textValue().isBlank()) {
            problem("String length is smaller than minLength: 1", path);
        }
        return this;
    }

    /**
     * That an address, if it is there, is one that calls may go to. A user name has no place in it: what is in an address
     * is shown and logged. What is wrong is not said back, for it may be a password.
     */
    Checks url(JsonNode document, String name, String path) {
        if (document.path(name).isTextual() && !document.get(name).textValue().isBlank()) {
            try {
                URI uri = new URI(document.get(name).textValue());
                boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                if (!web || uri.getRawAuthority() == null) {
                    problem("Invalid format. Expected an address that begins with http:// or https://", path);
                } else if (uri.getRawAuthority().contains("@")) {
                    problem("Invalid format. Expected an address without a user name and password in it", path);
                }
            } catch (URISyntaxException e) {
                problem("Invalid format. Expected an address that begins with http:// or https://", path);
            }
        }
        return this;
    }

    /** That headers have names that can be sent. */
    Checks headerNames(JsonNode headers, String path) {
        headers.properties().forEach(each -> {
            if (!HEADER.matcher(each.getKey()).matches()) {
                problem("Invalid format. Expected the name of a header", path);
            }
        });
        return this;
    }

    /** That something, if it is there, is a text or null. */
    Checks string(JsonNode document, String name, String path) {
        if (document.hasNonNull(name) && !document.get(name).isTextual()) {
            problem("Invalid string. Got: " + kind(document.get(name)), path);
        }
        return this;
    }

    /** That something, if it is there, is one of a few words. */
    Checks word(JsonNode document, String name, Collection<String> words, String path) {
        if (document.hasNonNull(name) && !words.contains(document.get(name).asText())) {
            problem("Failed to cast value to one of: " + String.join(", ", words), path);
        }
        return this;
    }

    /** That something, if it is there, is true or false. */
    Checks truth(JsonNode document, String name, String path) {
        if (document.hasNonNull(name) && !document.get(name).isBoolean()) {
            problem("Invalid boolean. Got: " + kind(document.get(name)), path);
        }
        return this;
    }

    /** That something, if it is there, is an object. */
    Checks map(JsonNode document, String name, String path) {
        if (document.hasNonNull(name) && !document.get(name).isObject()) {
            problem("Invalid object. Got: " + kind(document.get(name)), path);
        }
        return this;
    }

    /** The type of a value in the words of the published validator. */
    static String kind(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
