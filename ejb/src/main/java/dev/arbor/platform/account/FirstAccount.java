package dev.arbor.platform.account;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Sees to it that somebody can sign in ({@code arbor.admin.username}, {@code arbor.admin.password}), and tells who on
 * the console. The category {@code arbor.announce} reaches the console alone, so a password is in no log file.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstAccount {

    private static final Logger ANNOUNCE = Logger.getLogger("arbor.announce");

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource database;

    private Announcement announcement;

    @PostConstruct
    void atStart() {
        Config config = ConfigProvider.getConfig();
        String username =
                config.getOptionalValue("arbor.admin.username", String.class).orElse("admin");
        Optional<String> password =
                config.getOptionalValue("arbor.admin.password", String.class).filter(text -> !text.isEmpty());
        announcement = new Administrator(database).ensure(username, password);
        ANNOUNCE.info(announcement.line());
    }

    /** What was announced at this start. */
    public Announcement announcement() {
        return announcement;
    }
}
