package dev.arbor.server;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Configures the server that Arquillian manages and says where it is; {@code arquillian.xml} reads what is set here. */
public final class ManagedServer implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Path data = Checkout.root().resolve("ear/target/managed");
        int port = Ports.freeHttpPort();
        configure(data.resolve("server"));
        System.setProperty(
                "managed.wildfly", Checkout.server().resolve("wildfly").toString());
        System.setProperty(
                "managed.modules",
                Checkout.server().resolve("wildfly/modules") + ":"
                        + Checkout.server().resolve("modules"));
        System.setProperty("managed.data", data.toString());
        System.setProperty("managed.offset", String.valueOf(port - 8080));
        System.setProperty("managed.port", String.valueOf(port));
        System.setProperty("managed.management", String.valueOf(port + Ports.MANAGEMENT));
    }

    private static void configure(Path base) {
        try {
            Process process = new ProcessBuilder(
                            Checkout.root().resolve("docker/configure").toString(),
                            Checkout.server().toString(),
                            base.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Expected to configure the server in " + base + ", but it failed.");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
