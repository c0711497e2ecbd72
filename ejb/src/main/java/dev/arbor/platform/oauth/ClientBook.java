package dev.arbor.platform.oauth;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.PasswordHash;
import dev.arbor.platform.api.OAuthClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The clients that are registered, and the rules for registering them. */
@ApplicationScoped
public class ClientBook implements OAuthClients {

    /** Known without being registered; they have no secret, and our own callback page. */
    static final Set<String> BUILT_IN = Set.of("system", "kinetic-bundle");

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9-]{1,255}");
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_URI = 2000;
    private static final Logger LOG = Logger.getLogger(ClientBook.class);

    private final ClientTable table;
    private final Accounts accounts;
    private final InstantSource time;

    /** For the container's proxy. */
    protected ClientBook() {
        this.table = null;
        this.accounts = null;
        this.time = null;
    }

    @Inject
    public ClientBook(DataSource database, Accounts accounts, InstantSource time) {
        this.table = new ClientTable(database);
        this.accounts = accounts;
        this.time = time;
    }

    @Override
    public List<Client> list() {
        return table.all().stream().map(ClientTable.Row::client).toList();
    }

    @Override
    public Client find(String clientId) {
        return row(clientId).client();
    }

    private ClientTable.Row row(String clientId) {
        return table.find(clientId)
                .orElseThrow(() -> Refusal.notFound("Unable to locate the " + clientId + " OAuth Client"));
    }

    @Override
    public Client create(Fields fields, Caller caller) {
        String clientId = fields.clientId().orElse("");
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw invalid("Expected a clientId of letters, digits and hyphens, but got '" + clientId + "'.");
        }
        if (BUILT_IN.contains(clientId)) {
            throw taken();
        }
        Instant now = time.instant();
        Client empty =
                new Client(clientId, clientId, "", Optional.empty(), Optional.empty(), now, caller.username(), now, "");
        ClientTable.Row row = merge(new ClientTable.Row(empty, Optional.empty()), fields, caller, now);
        if (!table.insert(row)) {
            throw taken();
        }
        LOG.infof("%s registered the OAuth client '%s'.", caller.username(), clientId);
        return row.client();
    }

    @Override
    public Client update(String clientId, Fields fields, Caller caller) {
        ClientTable.Row known = row(clientId);
        if (!fields.clientId().orElse(clientId).equals(clientId)) {
            throw invalid("Expected the clientId of the OAuth client '" + clientId + "' to stay as it is.");
        }
        ClientTable.Row row = merge(known, fields, caller, time.instant());
        if (!table.update(row)) {
            return find(clientId);
        }
        LOG.infof("%s changed the OAuth client '%s'.", caller.username(), clientId);
        return row.client();
    }

    @Override
    public Client delete(String clientId, Caller caller) {
        Client client = find(clientId);
        if (table.delete(clientId)) {
            LOG.infof("%s removed the OAuth client '%s'.", caller.username(), clientId);
        }
        return client;
    }

    private ClientTable.Row merge(ClientTable.Row known, Fields fields, Caller caller, Instant now) {
        Client client = known.client();
        String name = fields.name().orElse(client.name());
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("Expected the name of an OAuth client, of at most " + LONGEST_NAME + " characters.");
        }
        fields.redirectUri().filter(uri -> !uri.isEmpty()).ifPresent(ClientBook::checkRedirect);
        fields.serviceUser().filter(user -> !user.isEmpty()).ifPresent(user -> checkServiceUser(user, caller));
        Client changed = new Client(
                client.clientId(),
                name,
                fields.description().orElse(client.description()),
                over(fields.redirectUri(), client.redirectUri()),
                over(fields.serviceUser(), client.serviceUser()),
                client.createdAt(),
                client.createdBy(),
                now,
                caller.username());
        Optional<String> hash = fields.clientSecret()
                .filter(secret -> !secret.isEmpty())
                .map(PasswordHash::of)
                .or(known::secretHash);
        return new ClientTable.Row(changed, hash);
    }

    private static Optional<String> over(Optional<String> given, Optional<String> known) {
        return given.isPresent() ? given.filter(text -> !text.isEmpty()) : known;
    }

    private static void checkRedirect(String text) {
        try {
            URI uri = new URI(text);
            if (text.length() <= LONGEST_URI
                    && uri.getHost() != null
                    && uri.getRawFragment() == null
                    && Set.of("http", "https").contains(uri.getScheme())) {
                return;
            }
        } catch (URISyntaxException e) {
            // Told below: what cannot be read is no address either.
        }
        throw invalid("Expected the redirectUri to be a whole http or https address without a fragment, but got '"
                + text + "'.");
    }

    /** Tokens of other people are not for administrators to have. */
    private void checkServiceUser(String username, Caller caller) {
        boolean own = username.equals(caller.username());
        if (!own
                && accounts.find(username)
                        .filter(each -> each.account().service())
                        .isEmpty()) {
            throw invalid("Expected the serviceUser to be a service account or your own, but got '" + username + "'.");
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid("invalid_value", message);
    }

    private static Refusal taken() {
        return Refusal.invalid("uniqueness_violation", "An OAuth client with the same clientId already exists.");
    }

    /**
     * A client as the grants need it.
     *
     * @param secretHash empty for a public client
     * @param serviceUser the account whose tokens it gets by itself
     */
    record Party(
            String clientId, Optional<String> secretHash, Optional<String> redirectUri, Optional<String> serviceUser) {}

    /** A client that may take part: a built-in one, a registered one, or a service account as its own client. */
    Optional<Party> party(String clientId) {
        if (BUILT_IN.contains(clientId)) {
            return Optional.of(new Party(clientId, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return table.find(clientId)
                .map(row -> new Party(
                        clientId,
                        row.secretHash(),
                        row.client().redirectUri(),
                        row.client().serviceUser()))
                .or(() -> accounts.find(clientId)
                        .filter(each -> each.account().service())
                        .map(each -> new Party(
                                clientId, Optional.of(each.passwordHash()), Optional.empty(), Optional.of(clientId))));
    }
}
