package dev.arbor.platform.webapi;

import dev.arbor.platform.access.NamedPolicies;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.KslContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may call a web API: whoever its policies let in, and without any whoever has signed in. Several policies must all
 * agree; one that is not there or says nothing denies. Space administrators may call all of them.
 */
@ApplicationScoped
public class ExecutionPolicies {

    private final NamedPolicies named;

    /** For the container's proxy. */
    protected ExecutionPolicies() {
        this(null);
    }

    @Inject
    public ExecutionPolicies(NamedPolicies named) {
        this.named = named;
    }

    void demand(Connection connection, Identity who, Place place, WebApiTable.Row api) throws SQLException {
        if (who.spaceAdmin()) {
            return;
        }
        if (api.policies().isEmpty() && !who.authenticated()) {
            throw NamedPolicies.denied(
                    who, "Expected somebody who has signed in to call the web API '" + api.slug() + "'.");
        }
        List<String> names = new ArrayList<>();
        api.policies().forEach(policy -> names.add(policy.path("name").asText()));
        named.demand(
                who,
                "web API '" + api.slug() + "'",
                NamedPolicies.read(connection, List.of(place.id(), place.space().id()), names),
                context(who, place));
    }

    private KslContext context(Identity who, Place place) {
        KslContext.Builder context = KslContext.builder()
                .with("identity", named.identity(who))
                .with("space", Facts.of(place.space().document()));
        place.kapp().ifPresent(kapp -> context.with("kapp", Facts.of(kapp.document())));
        return context.build();
    }
}
