package dev.arbor.server;

import java.io.IOException;
import java.nio.file.Path;

/** Where the build left what the tests run. */
public final class Checkout {

    private Checkout() {}

    /** The folder of the parent pom. */
    public static Path root() {
        Path module = Path.of("").toAbsolutePath();
        try {
            return Path.of(System.getProperty(
                            "arbor.checkout", module.resolve("..").toString()))
                    .toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The assembled application. */
    public static Path ear() {
        return root().resolve("ear/target/arbor.ear");
    }

    /** The unpacked server and our modules for it. */
    public static Path server() {
        return root().resolve("ear/target/server");
    }
}
