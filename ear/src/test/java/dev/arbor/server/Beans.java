package dev.arbor.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.rmi.UnmarshalException;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management beans of a server, as somebody sees them who attaches to its process. */
public final class Beans {

    private Beans() {}

    /** Every attribute of every bean as text, a line each; those that cannot be read are left out. */
    public static String dump(ServerProcess server) {
        StringBuilder all = new StringBuilder();
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(server.pid()));
            try (JMXConnector connector =
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                for (ObjectName name : beans.queryNames(null, null)) {
                    dump(beans, name, all);
                }
            } finally {
                machine.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        }
        return all.toString();
    }

    private static void dump(MBeanServerConnection beans, ObjectName name, StringBuilder all) throws IOException {
        try {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    all.append(name)
                            .append(' ')
                            .append(attribute.getName())
                            .append(" = ")
                            .append(text(beans, name, attribute.getName()))
                            .append('\n');
                }
            }
        } catch (JMException e) {
            all.append(name).append(" is gone\n");
        }
    }

    private static String text(MBeanServerConnection beans, ObjectName name, String attribute) throws IOException {
        try {
            Object value = beans.getAttribute(name, attribute);
            return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        } catch (JMException | RuntimeException | UnmarshalException e) {
            return "(not readable)";
        }
    }
}
