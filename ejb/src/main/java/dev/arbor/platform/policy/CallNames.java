package dev.arbor.platform.policy;

import java.util.Locale;

/**
 * Rules call methods as Ruby writes them, as Java does, and with or without a prefix: {@code get_remote_addr},
 * {@code getRemoteAddr} and {@code remote_addr} are the same.
 */
final class CallNames {

    private CallNames() {}

    /** The plain form, for example {@code remote_addr}. */
    static String plain(String method) {
        String snake = method.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        String bare = snake.endsWith("?") ? snake.substring(0, snake.length() - 1) : snake;
        return bare.replaceFirst("^(get|is)_(?=.)", "");
    }

    /** The one text that a method takes. */
    static String text(String method, java.util.List<Object> arguments) {
        if (arguments.size() != 1 || !(arguments.get(0) instanceof String text)) {
            throw new IllegalArgumentException("Expected one text for '" + method + "', but got " + arguments.size()
                    + " arguments" + (arguments.size() == 1 ? ", which is none." : "."));
        }
        return text;
    }
}
