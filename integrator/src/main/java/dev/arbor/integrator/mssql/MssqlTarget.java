package dev.arbor.integrator.mssql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.sql.Endpoint;
import dev.arbor.integrator.sql.SqlKind.Login;
import dev.arbor.integrator.sql.Statement;
import dev.arbor.integrator.sql.Target;
import dev.arbor.integrator.wire.Line;
import dev.arbor.integrator.wire.LineSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * One database of SQL Server. Everything is encrypted, which every SQL Server can do; without an authority to trust, with
 * a certificate that nobody checks.
 */
final class MssqlTarget implements Target {

    private static final String TOO_LARGE = "MaxResultBuffer";

    private final Login login;
    private final Optional<String> instance;
    private final Limits limits;
    private final TrustFile trust;

    MssqlTarget(Login login, Optional<String> instance, Limits limits) {
        this.login = login;
        this.instance = instance;
        this.limits = limits;
        this.trust = new TrustFile();
    }

    @Override
    public Endpoint endpoint() {
        return login.endpoint();
    }

    @Override
    public Connection connect(Line line) throws SQLException {
        return source(line).getConnection();
    }

    /** The driver with all that it is told. */
    SQLServerDataSource source(Line line) throws SQLException {
        SQLServerDataSource source = new SQLServerDataSource();
        source.setServerName(line.target().getAddress().getHostAddress());
        source.setPortNumber(endpoint().port());
        // Told for the server to check. As there is a port, nobody is asked which port an instance has.
        instance.ifPresent(source::setInstanceName);
        source.setDatabaseName(login.database());
        source.setUser(login.username());
        source.setPassword(login.password());
        source.setApplicationName("Arbor");
        source.setLoginTimeout((int) Math.max(1, limits.connect().toSeconds()));
        source.setCancelQueryTimeout((int) Math.max(1, limits.connect().toSeconds()));
        source.setSocketTimeout((int) limits.total().plus(limits.connect()).toMillis());
        // A failure is told, not tried again behind the back of those who count failures.
        source.setConnectRetryCount(0);
        source.setMaxResultBuffer(String.valueOf(limits.bytes() * 2));
        // A server may name others to go to; only the address that was judged is connected to.
        source.setTransparentNetworkIPResolution(false);
        source.setMultiSubnetFailover(false);
        source.setSocketFactoryClass(LineSocketFactory.class.getName());
        source.setSocketFactoryConstructorArg(line.name());
        source.setEncrypt("true");
        source.setTrustServerCertificate(login.caCert().isEmpty());
        if (login.caCert().isPresent()) {
            source.setHostNameInCertificate(endpoint().host());
            source.setTrustStoreType("PKCS12");
            source.setTrustStore(trust.of(login.caCert().get()));
            source.setTrustStorePassword(TrustFile.PASSWORD);
        }
        return source;
    }

    @Override
    public Statement statement(ObjectNode operation) {
        return Statement.bracketed(
                operation.path("statement").asText(),
                name -> operation.path("parameters").has(name));
    }

    @Override
    public Optional<JsonNode> parameter(ObjectNode operation, String name) {
        return Optional.ofNullable(operation.path("parameters").get(name));
    }

    @Override
    public int nullType() {
        return Types.NVARCHAR;
    }

    @Override
    public boolean isTooLarge(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains(TOO_LARGE);
    }

    @Override
    public void close() {
        trust.close();
    }
}
