package dev.arbor.integrator;

import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.EncryptionKeys;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.api.Posts;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.api.Strongbox;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.definition.ConnectionBook;
import dev.arbor.integrator.definition.ConnectionTable;
import dev.arbor.integrator.definition.Drafts;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.OperationTable;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.execution.ConnectionDesk;
import dev.arbor.integrator.execution.ExecutionDesk;
import dev.arbor.integrator.execution.Inspection;
import dev.arbor.integrator.execution.Lookup;
import dev.arbor.integrator.execution.OperationDesk;
import dev.arbor.integrator.http.HttpKind;
import dev.arbor.integrator.http.HttpPosts;
import dev.arbor.integrator.http.HttpRequests;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.mssql.MssqlKind;
import dev.arbor.integrator.mysql.MysqlKind;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.postgres.PostgresKind;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.template.Templates;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.Rotation;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;

/** The integrator, put together. In the server and in tests alike: what differs is what it is given. */
public final class Integrator implements AutoCloseable {

    /** Time on the clock, also while others have the processor; what an expression may do at all is counted besides. */
    private static final Duration OUTPUTS = Duration.ofSeconds(5);

    private final Registry registry;
    private final Connections connections;
    private final Operations operations;
    private final Executions executions;
    private final Strongbox strongbox;
    private final HttpPosts posts;
    private final HttpRequests requests;
    private final EncryptionKeys keys;

    /**
     * What it stands on.
     *
     * @param database with its tables
     * @param clock ends calls that take too long; not closed with the integrator
     */
    public record Ground(
            DataSource database,
            KeyRing keys,
            Egress egress,
            Limits limits,
            ScheduledExecutorService clock,
            InstantSource time) {}

    /** An integrator on its ground. */
    public Integrator(Ground ground) {
        Vault vault = new Vault(ground.keys());
        Transactions transactions = new Transactions(ground.database());
        Outputs outputs = new Outputs(OUTPUTS);
        Templates templates = new Templates();
        SqlConnection.Ground databases =
                new SqlConnection.Ground(ground.egress(), ground.limits(), ground.clock(), templates);
        Map<String, ConnectionKind> kinds = new TreeMap<>();
        for (ConnectionKind kind : List.of(
                new HttpKind(ground.egress(), ground.limits(), ground.clock(), ground.time(), templates, outputs),
                new PostgresKind(databases),
                new MssqlKind(databases),
                new MysqlKind(databases))) {
            kinds.put(kind.name(), kind);
        }
        Drafts drafts = new Drafts(kinds.keySet());
        Secrets secrets = new Secrets(vault);
        ConnectionTable connectionTable = new ConnectionTable(secrets);
        OperationBook operationBook =
                new OperationBook(transactions, new OperationTable(), connectionTable, kinds, ground.time());
        ConnectionBook connectionBook =
                new ConnectionBook(transactions, connectionTable, operationBook, drafts, ground.time());
        this.registry = new Registry(kinds, ground.limits(), ground.time(), connectionBook::keep);
        Lookup lookup = new Lookup(connectionBook, operationBook, registry, ground.time());
        Rotation rotation = new Rotation(transactions, vault);
        this.keys = rotation;
        this.connections = new ConnectionDesk(connectionBook, operationBook, drafts, registry, rotation, lookup);
        this.operations = new OperationDesk(operationBook, lookup);
        this.executions = new ExecutionDesk(
                lookup, connectionBook, drafts, registry, outputs, new Inspection(operationBook, registry, outputs));
        this.strongbox = new SealedBox(transactions, secrets);
        this.posts = new HttpPosts(ground.egress(), ground.limits(), ground.clock());
        this.requests = new HttpRequests(ground.egress(), ground.limits(), ground.clock());
    }

    /** Connections. */
    public Connections connections() {
        return connections;
    }

    /** Operations. */
    public Operations operations() {
        return operations;
    }

    /** Performing them. */
    public Executions executions() {
        return executions;
    }

    /** Secrets of others. */
    public Strongbox strongbox() {
        return strongbox;
    }

    /** What secrets are sealed with. */
    public EncryptionKeys keys() {
        return keys;
    }

    /** Documents for others. */
    public Posts posts() {
        return posts;
    }

    /** Calls that others make. */
    public Requests requests() {
        return requests;
    }

    /** Closes every open connection. */
    @Override
    public void close() {
        requests.close();
        posts.close();
        registry.close();
    }
}
