package dev.arbor.integrator.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Where a template is rendered into, which decides how {@code {{x}}} escapes; {@code {{{x}}}} never does. */
public enum Place {
    /** A path: one value is one segment, whatever is in it. */
    PATH {
        @Override
        String escape(String value) {
            return percentEncoded(value);
        }
    },
    /** A path that is one variable and nothing else: its value brings its own slashes and its own query. */
    WHOLE_PATH,
    /** A key or value of the query, which is encoded as a whole afterwards; between quotes of KQL its quotes are escaped. */
    QUERY,
    /** The value of a header, whose line ends are refused afterwards. */
    HEADER,
    /** A body of JSON: the inside of a JSON string. */
    JSON {
        @Override
        String escape(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }
    },
    /** A body of XML. */
    XML {
        @Override
        String escape(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&apos;");
        }
    },
    /** Anything that is taken as it comes or encoded by whoever sends it: forms, plain texts, SQL parameters. */
    TEXT;

    private static final String UNRESERVED = "-._~";

    String escape(String value) {
        return value;
    }

    /** The UTF-8 bytes of a text, percent-encoded but for what RFC 3986 leaves unreserved. */
    public static String percentEncoded(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return text.toString();
    }
}
