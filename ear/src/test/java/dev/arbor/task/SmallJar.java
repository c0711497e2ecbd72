package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A jar with one class, compiled by the compiler of the JDK that runs the test. */
final class SmallJar {

    private SmallJar() {}

    static byte[] of(Path folder, String className, String source) throws IOException {
        String path = className.replace('.', '/');
        Path file = folder.resolve(path + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-encoding",
                        "UTF-8",
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(failed).as("javac").isZero();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(path + ".class"));
            jar.write(Files.readAllBytes(folder.resolve(path + ".class")));
            jar.closeEntry();
        }
        return bytes.toByteArray();
    }
}
