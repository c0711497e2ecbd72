package dev.arbor.web.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** The script of the callback page, in the window of a browser that is as small as can be. */
class CallbackPageTest {

    /** Runs the script in a window with an address; gives what it did, as JSON. */
    private static String visit(String search, String hash, String asker) throws IOException {
        String script = new String(
                CallbackResource.class.getResourceAsStream("callback.js").readAllBytes(), StandardCharsets.UTF_8);
        String browser = "var done = {posted: [], text: '', address: null};"
                + "var asking = {postMessage: function (m, o) { done.posted.push([m, o]); }};"
                + "var text = {};"
                + "var window = {document: {getElementById: function () { return text; }},"
                + " history: {replaceState: function (s, t, u) { done.address = u; }},"
                + " location: {origin: 'https://acme.example.com', pathname: '/app/oauth/callback',"
                + " search: '" + search + "', hash: '" + hash + "'}};"
                + "window.opener = null; window.parent = window;" + asker;
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            Scriptable scope = context.initStandardObjects();
            return (String) context.evaluateString(
                    scope, browser + script + ";done.text = text.textContent; JSON.stringify(done)", "page", 1, null);
        }
    }

    @Test
    void aTokenGoesToTheWindowThatAskedAndToItsOwnOriginAlone() throws IOException {
        for (String asker : new String[] {"window.parent = asking;", "window.opener = asking;"}) {
            assertThat(visit("", "#access_token=a.b.c&token_type=bearer&username=zo%C3%AB&state=s%201", asker))
                    .contains("\"posted\":[[{\"token\":\"a.b.c\",\"state\":\"s 1\"},\"https://acme.example.com\"]]")
                    .contains("\"address\":\"/app/oauth/callback\"");
        }
    }

    @Test
    void aCodeToo() throws IOException {
        assertThat(visit("?state=s&code=abc", "#/", "window.parent = asking;"))
                .contains("\"posted\":[[{\"code\":\"abc\",\"state\":\"s\"},\"https://acme.example.com\"]]");
    }

    @Test
    void whereNothingIsThereOrNobodyAskedNothingIsSent() throws IOException {
        assertThat(visit("", "#error=x", "window.parent = asking;")).contains("\"posted\":[]", "there is none");
        assertThat(visit("", "#access_token=a.b.c", ""))
                .contains("\"posted\":[]", "no window waits")
                .doesNotContain("a.b.c");
    }
}
