package dev.arbor.platform.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.ksl.Verdict;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Who may call a web API: whoever its policies let in, and without any whoever has signed in. Several policies must all
 * agree; one that is not there or says nothing denies. Space administrators may call all of them.
 */
@ApplicationScoped
public class ExecutionPolicies {

    private static final Logger LOG = Logger.getLogger(ExecutionPolicies.class);

    private final Ksl ksl;

    /** For the container's proxy. */
    protected ExecutionPolicies() {
        this(null);
    }

    @Inject
    public ExecutionPolicies(Ksl ksl) {
        this.ksl = ksl;
    }

    /** A rule and what those are told whom it denies. */
    private record Definition(String rule, String message) {}

    void demand(Connection connection, Identity who, Place place, WebApiTable.Row api) throws SQLException {
        if (who.spaceAdmin()) {
            return;
        }
        if (api.policies().isEmpty() && !who.authenticated()) {
            throw denied(who, "Expected somebody who has signed in to call the web API '" + api.slug() + "'.");
        }
        for (JsonNode policy : api.policies()) {
            judge(connection, who, place, api, policy.path("name").asText());
        }
    }

    private void judge(Connection connection, Identity who, Place place, WebApiTable.Row api, String name)
            throws SQLException {
        Optional<Definition> definition = definition(connection, place, name);
        if (definition.isEmpty()) {
            LOG.warnf(
                    "The web API '%s' has the policy '%s', which is not defined; nobody may call it.",
                    api.slug(), name);
            throw denied(
                    who,
                    "Expected the policy '" + name + "' of the web API '" + api.slug()
                            + "' to be defined, but it is not.");
        }
        Verdict verdict = ksl.judge(definition.get().rule(), context(who, place));
        if (verdict instanceof Verdict.Broken broken) {
            LOG.warnf("The policy '%s' of the web API '%s' denies: %s", name, api.slug(), broken.message());
        }
        if (!verdict.holds()) {
            throw denied(
                    who,
                    definition.get().message().isBlank()
                            ? "Expected somebody whom the policy '" + name + "' lets in."
                            : definition.get().message());
        }
    }

    private static PlatformRefusal denied(Identity who, String message) {
        return who.authenticated() ? PlatformRefusal.forbidden(message) : PlatformRefusal.unauthorized(message);
    }

    /** The kapp's own goes before one of the space. */
    private static Optional<Definition> definition(Connection connection, Place place, String name)
            throws SQLException {
        for (UUID scope : List.of(place.id(), place.space().id())) {
            Optional<Definition> found = Rows.one(
                    connection,
                    "SELECT rule, message FROM security_policy_definition WHERE scope_id = ? AND name = ?",
                    row -> new Definition(row.getString(1), row.getString(2)),
                    scope,
                    name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static KslContext context(Identity who, Place place) {
        KslContext.Builder context = KslContext.builder()
                .with("identity", Facts.of(() -> {
                    var identity = FormEvents.identity(who).put("anonymous", !who.authenticated());
                    identity.putArray("teams");
                    return identity;
                }))
                .with("space", Facts.of(place.space().document()));
        place.kapp().ifPresent(kapp -> context.with("kapp", Facts.of(kapp.document())));
        return context.build();
    }
}
