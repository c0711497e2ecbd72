package dev.arbor.engine.gauge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A gauge whose reader comes on a thread of the JVM: while it is asked, that thread belongs to the application, as the
 * container's transactions and proxies expect.
 */
final class InApplication<T> implements InvocationHandler {

    private final T gauge;
    private final Class<T> face;

    InApplication(T gauge, Class<T> face) {
        this.gauge = gauge;
        this.face = face;
    }

    T proxy() {
        return face.cast(Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, this));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Thread reader = Thread.currentThread();
        ClassLoader before = reader.getContextClassLoader();
        reader.setContextClassLoader(face.getClassLoader());
        try {
            return method.invoke(gauge, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            reader.setContextClassLoader(before);
        }
    }
}
