package dev.arbor.integrator.vault;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;
import org.wildfly.security.credential.store.CredentialStore;

/**
 * The credential stores of the server that this runs in. They are services of the server, found by the name of the
 * capability that it documents for them; by reflection, because the registry is no API for applications.
 */
public final class ServerStores {

    private static final String CAPABILITY = "org.wildfly.security.credential-store";
    private static final long SECONDS = 30;

    private ServerStores() {}

    /**
     * The store of a name, of the server's {@code credential-store} and {@code secret-key-credential-store} resources.
     *
     * @throws IllegalStateException when the server has none, or it does not start
     */
    public static CredentialStore find(String name) {
        try {
            Object services = Class.forName("org.jboss.as.server.CurrentServiceContainer")
                    .getMethod("getServiceContainer")
                    .invoke(null);
            Class<?> names = Class.forName("org.jboss.msc.service.ServiceName");
            Object capability = names.getMethod("parse", String.class).invoke(null, CAPABILITY);
            Object service = names.getMethod("append", String[].class).invoke(capability, (Object) new String[] {name});
            Object controller = Class.forName("org.jboss.msc.service.ServiceRegistry")
                    .getMethod("getService", names)
                    .invoke(services, service);
            if (controller == null) {
                throw new IllegalStateException("Expected the server to have a credential store '" + name
                        + "', but it has none; define it in the elytron subsystem.");
            }
            // The server starts its services side by side: this one may be on its way.
            return (CredentialStore) Class.forName("org.jboss.msc.service.ServiceController")
                    .getMethod("awaitValue", long.class, TimeUnit.class)
                    .invoke(controller, SECONDS, TimeUnit.SECONDS);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "Expected the credential store '" + name + "' of the server to start, but it did not: "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Expected to find the credential store '" + name
                            + "' in this server, but it keeps its services elsewhere.",
                    e);
        }
    }
}
