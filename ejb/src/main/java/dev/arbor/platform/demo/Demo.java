package dev.arbor.platform.demo;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.api.Trees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** Loads the demo into a new database and runs it, once for all servers that share the database. */
@ApplicationScoped
public class Demo {

    private static final Caller CALLER = new Caller("SYSTEM", "Demo of the first start");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final TreeRef WELCOME = new TreeRef.Triple("Adhoc", "Demo", "Welcome");
    private static final String FORM = "{\"who\": \"Zoë 👋\", \"cities\": [\"Kraków\", \"São Paulo\", \"東京\"]}";

    private final DataSource database;
    private final Trees trees;
    private final RunStarter runs;

    /** For the container's proxy. */
    protected Demo() {
        this(null, null, null);
    }

    /** Over the engine. */
    @Inject
    public Demo(DataSource database, Trees trees, RunStarter runs) {
        this.database = database;
        this.trees = trees;
        this.runs = runs;
    }

    /**
     * Loads and runs the demo if the database is new.
     *
     * @return the id of its run; empty when this is not the first start or there are trees already
     */
    public OptionalLong once() {
        if (!first() || trees.search(onlyOne(), Set.of()).count() > 0) {
            return OptionalLong.empty();
        }
        trees.importXml(resource("greet.xml"), false, CALLER);
        trees.importXml(resource("welcome.xml"), false, CALLER);
        RunStarter.StartRun start = new RunStarter.StartRun(WELCOME, FORM, Map.of(), Optional.empty());
        return OptionalLong.of(runs.start(start, CALLER).runId());
    }

    /** Of several servers that start at once on a new database, one comes first. */
    private boolean first() {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO setting (name, content, updated_at,"
                        + " updated_by) VALUES ('demo', 'considered', CURRENT_TIMESTAMP, 'SYSTEM')")) {
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (e instanceof SQLIntegrityConstraintViolationException || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(
                    "Expected to note that the demo was considered, but it failed: " + e.getMessage(), e);
        }
    }

    private static TreeQuery onlyOne() {
        return new TreeQuery(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                1,
                0);
    }

    private static String resource(String name) {
        try (InputStream file = Demo.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
