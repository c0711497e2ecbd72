package dev.arbor.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/** Cookies as we set them: for the whole site, and never sent along with what another site asks for by itself. */
public final class Cookies {

    /** The id of a session. Scripts cannot read it. */
    public static final String SESSION = "ARBOR_SESSION";

    /** What scripts of our pages send back as a header. */
    public static final String XSRF = "XSRF-TOKEN";

    /** What the submissions of somebody who has not signed in are known by. Scripts cannot read it. */
    public static final String VISITOR = "sessionToken";

    private Cookies() {}

    /** The value of a cookie of a request, if it has a value. */
    public static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] all = request.getCookies();
        return all == null
                ? Optional.empty()
                : Arrays.stream(all)
                        .filter(each -> each.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(value -> value != null && !value.isEmpty())
                        .findFirst();
    }

    /** The header that sets a cookie until the browser is closed. */
    public static String set(HttpServletRequest request, String name, String value) {
        return header(request, name, value, "");
    }

    /** The header that takes a cookie away. */
    public static String remove(HttpServletRequest request, String name) {
        return header(request, name, "", "; Max-Age=0");
    }

    private static String header(HttpServletRequest request, String name, String value, String age) {
        return name + "=" + value + "; Path=/" + age + (name.equals(XSRF) ? "" : "; HttpOnly") + "; SameSite=Lax"
                + (request.isSecure() ? "; Secure" : "");
    }
}
