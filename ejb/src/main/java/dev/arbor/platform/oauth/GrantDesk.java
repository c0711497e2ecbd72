package dev.arbor.platform.oauth;

import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.Accounts.Stored;
import dev.arbor.platform.account.SecretCheck;
import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Grants;
import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.platform.oauth.ClientBook.Party;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Decides what is granted to whom, and says so in the log: never with the token or the code. */
@ApplicationScoped
public class GrantDesk implements Grants {

    private static final Logger LOG = Logger.getLogger(GrantDesk.class);

    private final ClientBook clients;
    private final Accounts accounts;
    private final SecretCheck check;
    private final TokenDesk tokens;
    private final Codes codes;

    /** For the container's proxy. */
    protected GrantDesk() {
        this.clients = null;
        this.accounts = null;
        this.check = null;
        this.tokens = null;
        this.codes = null;
    }

    @Inject
    public GrantDesk(
            DataSource database,
            ClientBook clients,
            Accounts accounts,
            SecretCheck check,
            TokenDesk tokens,
            InstantSource time) {
        this.clients = clients;
        this.accounts = accounts;
        this.check = check;
        this.tokens = tokens;
        this.codes = new Codes(new CodeTable(database), time);
    }

    @Override
    public Destination destination(Request request) {
        return new Destination(party(request).redirectUri());
    }

    @Override
    public AccessToken implicit(Account account, Request request) {
        return issue(account, party(request).clientId(), "implicit");
    }

    @Override
    public String code(Account account, Request request) {
        Party party = party(request);
        if (party.secretHash().isEmpty() && request.challenge().isEmpty()) {
            throw OAuthRefusal.badRequest(
                    "invalid_request",
                    "Expected a code_challenge, because the client '" + party.clientId() + "' has no secret.");
        }
        return codes.issue(
                new Codes.Purpose(party.clientId(), account.username(), request.redirectUri(), request.challenge()));
    }

    private Party party(Request request) {
        Party party = clients.party(request.clientId())
                .orElseThrow(() -> OAuthRefusal.invalidClient(
                        "Expected a registered client, but '" + request.clientId() + "' is none."));
        if (request.redirectUri().isPresent() && !request.redirectUri().equals(party.redirectUri())) {
            throw OAuthRefusal.badRequest(
                    "invalid_request",
                    "Expected the redirect_uri that the client '" + party.clientId() + "' has registered.");
        }
        return party;
    }

    @Override
    public AccessToken redeem(Proof client, String code, Optional<String> redirectUri, Optional<String> verifier) {
        Party party = proven(client);
        String username = codes.redeem(party.clientId(), code, redirectUri, verifier);
        Account account = accounts.find(username)
                .map(Stored::account)
                .orElseThrow(() -> OAuthRefusal.invalidGrant(
                        "Expected the code of an account that may sign in, but it is gone or disabled."));
        return issue(account, party.clientId(), "authorization_code");
    }

    @Override
    public AccessToken clientCredentials(Proof client) {
        Party party = proven(client);
        if (party.secretHash().isEmpty()) {
            throw OAuthRefusal.invalidClient(
                    "Expected a client that has a secret, but '" + party.clientId() + "' has none.");
        }
        Account account = party.serviceUser()
                .flatMap(accounts::find)
                .map(Stored::account)
                .orElseThrow(() -> OAuthRefusal.badRequest(
                        "unauthorized_client",
                        "Expected the client '" + party.clientId()
                                + "' to have a serviceUser that may sign in, but it has none."));
        return issue(account, party.clientId(), "client_credentials");
    }

    private Party proven(Proof proof) {
        Optional<Party> party = clients.party(proof.clientId());
        String secret = proof.secret().orElse("");
        if (party.isPresent() && party.get().secretHash().isEmpty() && secret.isEmpty()) {
            return party.get();
        }
        return switch (check.check(
                "client " + proof.clientId(), secret, party.flatMap(Party::secretHash), proof.from())) {
            case WELCOME -> party.orElseThrow();
            case WRONG -> {
                LOG.infof(
                        "Refused the OAuth client '%s' from %s.",
                        proof.clientId().replaceAll("\\p{Cntrl}", " "), proof.from());
                throw OAuthRefusal.invalidClient("Expected a client_id and a client_secret that belong together.");
            }
            case TOO_MANY -> throw OAuthRefusal.tooMany();
        };
    }

    private AccessToken issue(Account account, String clientId, String grant) {
        AccessToken token = tokens.issue(account, clientId);
        LOG.infof("Issued a token of '%s' to the client '%s' (%s).", account.username(), clientId, grant);
        return token;
    }
}
