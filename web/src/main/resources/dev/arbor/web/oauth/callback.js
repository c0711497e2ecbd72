// Hands the token or the code in this page's address to the window that asked for it, if that is of the same origin.
(function (window) {
    "use strict";

    function values(text) {
        var found = {};
        text.split("&").forEach(function (pair) {
            var equals = pair.indexOf("=");
            if (equals > 0) {
                found[pair.substring(0, equals)] = decodeURIComponent(pair.substring(equals + 1));
            }
        });
        return found;
    }

    function message() {
        var fragment = values(window.location.hash.substring(1));
        if (fragment.access_token) {
            return { token: fragment.access_token, state: fragment.state };
        }
        var query = values(window.location.search.substring(1));
        return query.code ? { code: query.code, state: query.state } : null;
    }

    function say(text) {
        window.document.getElementById("text").textContent = text;
    }

    var asker = window.parent !== window ? window.parent : window.opener;
    var granted = message();
    // Neither stays in the history of the browser.
    window.history.replaceState(null, "", window.location.pathname);
    if (!granted) {
        say("Expected a token or a code in the address of this page, but there is none.");
    } else if (!asker) {
        say("You are signed in, but no window waits for it. You may close this one.");
    } else {
        asker.postMessage(granted, window.location.origin);
        say("You are signed in. You may close this window.");
    }
})(window);
