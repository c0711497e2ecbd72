package dev.arbor.integrator.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A database that remembers which statements it was given. */
public final class Statements {

    private final List<String> prepared = new CopyOnWriteArrayList<>();
    private final DataSource source;

    /** Over a real one. */
    public Statements(DataSource real) {
        this.source = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    Object result = call(real, method, args);
                    return result instanceof Connection connection ? watched(connection) : result;
                });
    }

    private Connection watched(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    if (method.getName().startsWith("prepare")) {
                        prepared.add(String.valueOf(args[0]));
                    }
                    return call(real, method, args);
                });
    }

    private static Object call(Object real, Method method, Object... args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What to use in place of the real one. */
    public DataSource source() {
        return source;
    }

    /** The statements since the last time that this was asked. */
    public List<String> taken() {
        List<String> taken = List.copyOf(prepared);
        prepared.clear();
        return taken;
    }
}
