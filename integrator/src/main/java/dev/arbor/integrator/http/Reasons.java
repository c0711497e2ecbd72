package dev.arbor.integrator.http;

import java.util.Locale;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** Statuses of HTTP in words. */
final class Reasons {

    private Reasons() {}

    /** The status with its name, where it has one: {@code 200 OK}. */
    static String summary(int status) {
        String name = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
        return name == null ? Integer.toString(status) : status + " " + name;
    }
}
