package dev.arbor.engine.database;

import dev.arbor.engine.api.Surroundings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** What this server runs on, asked of the JVM and the database. */
@ApplicationScoped
public class ServerSurroundings implements Surroundings {

    private final DataSource database;
    private final Build build = readBuild();

    /** For the container's proxy. */
    protected ServerSurroundings() {
        this(null);
    }

    @Inject
    public ServerSurroundings(DataSource database) {
        this.database = database;
    }

    @Override
    public Build build() {
        return build;
    }

    @Override
    public Map<String, Map<String, String>> sections() {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("System Information", system());
        try (Connection connection = database.getConnection()) {
            sections.put("Adapter Information", adapter(connection));
            sections.put("Engine Information", engine());
            sections.put("Dependency Information", dependencies());
            sections.put(
                    "Database Connection Pool",
                    new LinkedHashMap<>(Map.of("JDBC URL", address(connection.getMetaData()))));
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to reach the database, but it failed: " + e.getMessage(), e);
        }
        return sections;
    }

    @Override
    public Map<String, String> database() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            boolean h2 = Database.of(database) == Database.H2;
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("hibernate.connection.driver_class", h2 ? "org.h2.Driver" : "org.postgresql.Driver");
            properties.put("hibernate.connection.url", address(about));
            properties.put("hibernate.connection.username", about.getUserName());
            properties.put(
                    "hibernate.dialect",
                    h2 ? "org.hibernate.dialect.H2Dialect" : "org.hibernate.dialect.PostgreSQLDialect");
            return properties;
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to reach the database, but it failed: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> system() {
        Map<String, String> system = new LinkedHashMap<>();
        system.put("Host", host());
        system.put("Host OS", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        system.put("Java Location", System.getProperty("java.home"));
        system.put("Java Version", System.getProperty("java.version"));
        system.put("Runtime Max Memory", megabytes(Runtime.getRuntime().maxMemory()));
        system.put("Runtime Min Memory", megabytes(Runtime.getRuntime().totalMemory()));
        return system;
    }

    private static Map<String, String> adapter(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        Map<String, String> adapter = new LinkedHashMap<>();
        adapter.put("JDBC Connection URL", address(about));
        adapter.put("JDBC Driver", about.getDriverName());
        adapter.put("Database Info", about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
        adapter.put("Driver Info", about.getDriverName() + " " + about.getDriverVersion());
        adapter.put("Hibernate Info", org.hibernate.Version.getVersionString());
        adapter.put("Schema Version", schemaVersion(connection));
        return adapter;
    }

    private Map<String, String> engine() {
        Map<String, String> engine = new LinkedHashMap<>();
        engine.put("Version", build.arbor());
        engine.put("Host Info", host());
        engine.put("Application Directory", System.getProperty("jboss.server.base.dir", ""));
        engine.put("Working Directory", System.getProperty("user.dir"));
        engine.put("Load Path", "");
        return engine;
    }

    private static Map<String, String> dependencies() {
        return new LinkedHashMap<>(Map.of("Hibernate", org.hibernate.Version.getVersionString()));
    }

    /** What follows a question mark or semicolon may be a secret. */
    private static String address(DatabaseMetaData about) throws SQLException {
        return about.getURL().replaceAll("[?;].*", "");
    }

    private static String schemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"version\" FROM \"flyway_schema_history\""
                        + " WHERE \"success\" = TRUE ORDER BY \"installed_rank\" DESC")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    private static Build readBuild() {
        try (InputStream file = ServerSurroundings.class.getResourceAsStream("/dev/arbor/build.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return new Build(properties.getProperty("version"), properties.getProperty("builtAt"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read which build this is, but it failed.", e);
        }
    }
}
