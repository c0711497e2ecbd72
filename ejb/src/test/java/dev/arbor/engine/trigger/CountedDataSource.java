package dev.arbor.engine.trigger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the statements that are sent to a database; a batch is one. */
final class CountedDataSource {

    private final DataSource counted;
    private final AtomicLong statements = new AtomicLong();

    CountedDataSource(DataSource database) {
        counted = proxy(
                DataSource.class,
                database,
                (method, result) ->
                        method.getName().equals("getConnection") ? connection((Connection) result) : result);
    }

    DataSource source() {
        return counted;
    }

    /** How many there were since this was asked last. */
    long count() {
        return statements.getAndSet(0);
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, result) ->
                        method.getName().equals("prepareStatement") ? statement((PreparedStatement) result) : result);
    }

    private PreparedStatement statement(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (method, result) -> {
            if (method.getName().startsWith("execute")) {
                statements.incrementAndGet();
            }
            return result;
        });
    }

    private interface Answer {
        Object of(Method method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                CountedDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return answer.of(method, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
