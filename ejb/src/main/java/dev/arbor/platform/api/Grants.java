package dev.arbor.platform.api;

import java.util.Optional;

/** What OAuth grants (integrator spec 3.1 and 3.3). Everything may throw {@link OAuthRefusal}. */
public interface Grants {

    /**
     * A request for authorization, of an account that has signed in.
     *
     * @param clientId the client it is for
     * @param redirectUri as the request has it; must be the registered one
     * @param challenge of PKCE, by the method S256
     */
    record Request(String clientId, Optional<String> redirectUri, Optional<String> challenge) {}

    /**
     * Where an answer is sent.
     *
     * @param redirectUri what the client has registered; empty for our own callback page
     */
    record Destination(Optional<String> redirectUri) {}

    /**
     * A client and what it proves itself with.
     *
     * @param secret empty for a client that has none
     * @param from where the request comes from, to slow down those who guess
     */
    record Proof(String clientId, Optional<String> secret, String from) {

        /** Who it says it is. */
        @Override
        public String toString() {
            return "Proof[" + clientId + "]";
        }
    }

    /** Where the answer to a request goes, if the client is a registered one. */
    Destination destination(Request request);

    /** The implicit grant: a token at once. */
    AccessToken implicit(Account account, Request request);

    /** The authorization-code grant, first half: a code that is good once and for a minute. */
    String code(Account account, Request request);

    /**
     * The second half: a token for a code.
     *
     * @param redirectUri must be there if it was in the request, and the same
     * @param verifier of PKCE; must be there if a challenge was in the request
     */
    AccessToken redeem(Proof client, String code, Optional<String> redirectUri, Optional<String> verifier);

    /** The client-credentials grant: a token of the account that the client is bound to. */
    AccessToken clientCredentials(Proof client);
}
