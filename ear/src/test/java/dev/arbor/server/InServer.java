package dev.arbor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built EAR with one more module, in which tests run: they see what the application's own web module sees. */
public final class InServer {

    private static final String MODULE =
            "<module><web><web-uri>test.war</web-uri><context-root>/test</context-root></web></module>";

    private InServer() {}

    /** The archive to return from a {@code @Deployment} method. */
    public static EnterpriseArchive with(Class<?>... classes) {
        WebArchive tests = ShrinkWrap.create(WebArchive.class, "test.war")
                .addClasses(classes)
                .addClass(OpenToTests.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibrary(jarOf(Assertions.class).toFile());
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(
                EnterpriseArchive.class, Checkout.ear().toFile());
        declare(ear, MODULE);
        return ear.addAsModule(Testable.archiveToTest(tests));
    }

    /** Names one more module in the descriptor of the application. */
    static void declare(EnterpriseArchive ear, String module) {
        replace(ear, "application.xml", "</application>", module);
    }

    private static void replace(EnterpriseArchive ear, String name, String end, String addition) {
        String text = text(ear, "META-INF/" + name);
        ear.delete("META-INF/" + name);
        ear.addAsManifestResource(new StringAsset(text.replace(end, addition + end)), name);
    }

    private static String text(EnterpriseArchive ear, String path) {
        try (var stream = ear.get(path).getAsset().openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
