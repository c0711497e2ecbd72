package dev.arbor.engine.gauge;

import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The gauges that hang in an MBean server, until they are closed. */
final class Gauges implements AutoCloseable {

    private static final String DOMAIN = "dev.arbor:type=";

    private final MBeanServer board;
    private final List<ObjectName> names = new ArrayList<>();

    Gauges(MBeanServer board) {
        this.board = board;
    }

    /**
     * Hangs a gauge up as {@code dev.arbor:type=}<i>type</i>; one that an earlier deployment left behind is replaced.
     *
     * @throws IllegalStateException when the MBean server does not take it
     */
    <T> Gauges hang(String type, T gauge, Class<T> face) {
        try {
            ObjectName name = new ObjectName(DOMAIN + type);
            StandardMBean bean = new StandardMBean(new InApplication<>(gauge, face).proxy(), face, true);
            try {
                board.registerMBean(bean, name);
            } catch (InstanceAlreadyExistsException e) {
                board.unregisterMBean(name);
                board.registerMBean(bean, name);
            }
            names.add(name);
            return this;
        } catch (JMException e) {
            throw new IllegalStateException(
                    "Expected to register the MXBean " + DOMAIN + type + ", but it failed: " + e.getMessage(), e);
        }
    }

    /** Takes all of them down. */
    @Override
    public void close() {
        for (ObjectName name : names) {
            try {
                board.unregisterMBean(name);
            } catch (InstanceNotFoundException e) {
                continue; // Somebody took it down by hand.
            } catch (JMException e) {
                throw new IllegalStateException("Expected to unregister " + name + ", but it failed.", e);
            }
        }
        names.clear();
    }

    /** The name of a gauge. */
    static ObjectName name(String type) {
        try {
            return new ObjectName(DOMAIN + type);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
