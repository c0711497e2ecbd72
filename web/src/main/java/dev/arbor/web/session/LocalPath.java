package dev.arbor.web.session;

import java.util.Optional;
import java.util.regex.Pattern;

/** A path of this server that a browser may be sent to. Nobody sends people elsewhere by a link to where one signs in. */
final class LocalPath {

    private static final int LONGEST = 2000;

    /** One slash at the front, then what addresses are written with; a browser takes backslashes for slashes. */
    private static final Pattern FORM = Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*");

    private LocalPath() {}

    /** The text, if it is one. */
    static Optional<String> of(String text) {
        return text != null && text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty();
    }
}
