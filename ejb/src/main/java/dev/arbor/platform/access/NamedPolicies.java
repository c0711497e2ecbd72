package dev.arbor.platform.access;

import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.ksl.Verdict;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The policies that something names (integrator spec 5.5). All of them must agree; one that is not defined, or breaks,
 * denies. Space administrators may do everything.
 */
@ApplicationScoped
public class NamedPolicies {

    private final Ksl ksl;
    private final Identities identities;
    private final PolicyLog log;

    /** For the container's proxy. */
    protected NamedPolicies() {
        this(null, null, null);
    }

    @Inject
    public NamedPolicies(Ksl ksl, Identities identities, PolicyLog log) {
        this.ksl = ksl;
        this.identities = identities;
        this.log = log;
    }

    /**
     * A policy as it was named.
     *
     * @param rule empty when nobody has defined it
     * @param message what those are told whom it denies; may be blank
     */
    public record Policy(String name, Optional<String> rule, String message) {}

    /**
     * Reads what names stand for.
     *
     * @param scopes the kapp and the space; what the first one defines goes before the next
     */
    public static List<Policy> read(Connection connection, List<UUID> scopes, Iterable<String> names)
            throws SQLException {
        List<Policy> policies = new ArrayList<>();
        for (String name : names) {
            policies.add(read(connection, scopes, name));
        }
        return policies;
    }

    private static Policy read(Connection connection, List<UUID> scopes, String name) throws SQLException {
        for (UUID scope : scopes) {
            Optional<Policy> found = Rows.one(
                    connection,
                    "SELECT rule, message FROM security_policy_definition WHERE scope_id = ? AND name = ?",
                    row -> new Policy(name, Optional.of(row.getString(1)), row.getString(2)),
                    scope,
                    name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Policy(name, Optional.empty(), "");
    }

    /** What policies may ask about the one who asks. */
    public Facts identity(Identity who) {
        return identities.of(who);
    }

    /**
     * Goes on only if all policies agree.
     *
     * @param thing what has them, as it is named in a sentence: {@code web API 'x'}
     * @throws PlatformRefusal FORBIDDEN; UNAUTHORIZED for somebody who has not signed in
     */
    public void demand(Identity who, String thing, List<Policy> policies, KslContext context) {
        if (who.spaceAdmin()) {
            return;
        }
        for (Policy policy : policies) {
            if (policy.rule().isEmpty()) {
                log.denies("'" + policy.name() + "' of the " + thing, "It is named, but not defined.");
                throw denied(
                        who,
                        "Expected the policy '" + policy.name() + "' of the " + thing
                                + " to be defined, but it is not.");
            }
            Verdict verdict = ksl.judge(policy.rule().get(), context);
            if (verdict instanceof Verdict.Broken broken) {
                log.denies("'" + policy.name() + "' of the " + thing, broken.message());
            }
            if (!verdict.holds()) {
                throw denied(
                        who,
                        policy.message().isBlank()
                                ? "Expected somebody whom the policy '" + policy.name() + "' lets in."
                                : policy.message());
            }
        }
    }

    /** What is said to somebody who may not. */
    public static PlatformRefusal denied(Identity who, String message) {
        return who.authenticated() ? PlatformRefusal.forbidden(message) : PlatformRefusal.unauthorized(message);
    }
}
