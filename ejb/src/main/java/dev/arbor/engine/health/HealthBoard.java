package dev.arbor.engine.health;

import java.lang.reflect.InvocationTargetException;
import org.eclipse.microprofile.health.HealthCheck;

/**
 * The server's list of health checks. The server finds the checks of a WAR by itself and not those of a module in an EAR,
 * so they are handed to it; by name, because the classes that take them are its own and no API.
 */
final class HealthBoard {

    private static final String SERVICE = "org.wildfly.extension.microprofile.health.reporter";

    private final Object reporter;

    private HealthBoard(Object reporter) {
        this.reporter = reporter;
    }

    /**
     * The list of the server that this runs in.
     *
     * @throws ReflectiveOperationException when the server keeps it elsewhere, as another version might
     */
    static HealthBoard ofServer() throws ReflectiveOperationException {
        Object services = Class.forName("org.jboss.as.server.CurrentServiceContainer")
                .getMethod("getServiceContainer")
                .invoke(null);
        Class<?> names = Class.forName("org.jboss.msc.service.ServiceName");
        Object name = names.getMethod("parse", String.class).invoke(null, SERVICE);
        Object controller = Class.forName("org.jboss.msc.service.ServiceRegistry")
                .getMethod("getService", names)
                .invoke(services, name);
        if (controller == null) {
            throw new ClassNotFoundException("Expected the server to have a service " + SERVICE + ", but it has none.");
        }
        return new HealthBoard(Class.forName("org.jboss.msc.service.ServiceController")
                .getMethod("getValue")
                .invoke(controller));
    }

    void addLiveness(HealthCheck check) throws ReflectiveOperationException {
        add("addLivenessCheck", check);
    }

    void addReadiness(HealthCheck check) throws ReflectiveOperationException {
        add("addReadinessCheck", check);
    }

    void removeLiveness(HealthCheck check) throws ReflectiveOperationException {
        remove("removeLivenessCheck", check);
    }

    void removeReadiness(HealthCheck check) throws ReflectiveOperationException {
        remove("removeReadinessCheck", check);
    }

    private void add(String method, HealthCheck check)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        reporter.getClass()
                .getMethod(method, HealthCheck.class, ClassLoader.class)
                .invoke(reporter, check, HealthBoard.class.getClassLoader());
    }

    private void remove(String method, HealthCheck check)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        reporter.getClass().getMethod(method, HealthCheck.class).invoke(reporter, check);
    }
}
