package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.wire.Authorities;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of database (integrator spec 1.2.3). Of a config it reads {@code host}, {@code port}, {@code username}, {@code
 * password}, {@code database}, {@code poolSize} and {@code caCert}, and what else a kind has; no other option of a driver
 * can be set by it.
 */
public abstract class SqlKind implements ConnectionKind {

    private static final int POOL = 5;

    private final String name;
    private final SqlConnection.Ground ground;

    /** A kind of some name. */
    protected SqlKind(String name, SqlConnection.Ground ground) {
        this.name = name;
        this.ground = ground;
    }

    /**
     * How to sign in.
     *
     * @param caCert the PEM text of the authorities to trust, by which the server's name is checked too; empty where the
     *     connection is to be encrypted if it can be, and nothing is checked
     */
    public record Login(Endpoint endpoint, String username, String password, String database, Optional<String> caCert) {

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Login[" + endpoint + "]";
        }
    }

    /**
     * A database of this kind; nothing is connected to yet.
     *
     * @throws CallException when the definition cannot be used
     */
    protected abstract Target target(Login login, ObjectNode config) throws CallException;

    /** What all connections stand on. */
    protected final SqlConnection.Ground ground() {
        return ground;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final OpenConnection open(Definition definition) throws CallException {
        ObjectNode config = definition.config();
        Login login = new Login(
                Endpoint.of(config),
                config.path("username").asText(),
                text(config, "password").orElse(""),
                config.path("database").asText(),
                authorities(config));
        // More would never be in use at the same time.
        int size = Math.min(
                Math.max(1, config.path("poolSize").asInt(POOL)),
                ground.limits().calls());
        return new SqlConnection(target(login, config), size, ground);
    }

    private static Optional<String> authorities(ObjectNode config) throws CallException {
        Optional<String> pem = text(config, "caCert");
        if (pem.isPresent()) {
            try {
                Authorities.store(pem.get());
            } catch (GeneralSecurityException e) {
                throw new CallException(
                        Reason.INVALID_CONNECTION, "Expected a PEM certificate in caCert, but it cannot be read.", e);
            }
        }
        return pem;
    }

    /** A text of a config; empty where there is none. */
    protected static Optional<String> text(ObjectNode config, String name) {
        return config.hasNonNull(name)
                ? Optional.of(config.get(name).asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    @Override
    public final List<Template> templates(ObjectNode operation) {
        List<Template> all = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(parameter -> all.add(ground.templates().of(parameter.asText())));
        return all;
    }
}
