package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The assembled application deploys, and finds in the server what it needs. */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

    @Deployment
    static EnterpriseArchive application() {
        return InServer.with(DeploymentIT.class);
    }

    @Test
    void databaseIsThereAndFlushesOnCommit() throws NamingException, SQLException {
        DataSource source = InitialContext.doLookup("java:jboss/datasources/ArborDS");
        try (Connection connection = source.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT setting_value FROM information_schema.settings"
                                + " WHERE setting_name = 'WRITE_DELAY'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("0");
        }
    }

    @Test
    void aNudgeCanBeSentWithoutATransaction() throws NamingException {
        ConnectionFactory factory = InitialContext.doLookup("java:/ArborConnectionFactory");
        Queue queue = InitialContext.doLookup("java:/jms/queue/ArborTriggers");
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setTimeToLive(1).send(queue, "");
            assertThat(context.getTransacted()).isFalse();
        }
    }

    @Test
    void whatTheServerShipsIsNotPackagedTwice() {
        assertThat(classLoaderOf("com.fasterxml.jackson.databind.ObjectMapper")).contains("com.fasterxml.jackson");
        assertThat(classLoaderOf("com.github.benmanes.caffeine.cache.Caffeine")).contains("caffeine");
        assertThat(classLoaderOf("org.jruby.Ruby")).contains("arbor.ear");
    }

    private static String classLoaderOf(String type) {
        try {
            return Class.forName(type, false, DeploymentIT.class.getClassLoader())
                    .getClassLoader()
                    .toString();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("Expected the application to see " + type + ", but it does not.", e);
        }
    }
}
