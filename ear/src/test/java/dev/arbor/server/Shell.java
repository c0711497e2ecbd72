package dev.arbor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a person does who copies them, with some words replaced and some variables exported. */
public final class Shell {

    private final Path folder;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    public Shell(Path folder) {
        this.folder = folder;
    }

    /** Puts another word in place of one, in all commands from now on. */
    public void replace(String word, String by) {
        words.put(word, by);
    }

    public void export(String name, String value) {
        variables.put(name, value);
    }

    public String exported(String name) {
        return variables.get(name);
    }

    /** A text with the words replaced. */
    public String adapted(String text) {
        String adapted = text;
        for (Map.Entry<String, String> each : words.entrySet()) {
            adapted = adapted.replace(each.getKey(), each.getValue());
        }
        return adapted;
    }

    /** What a command says. Exports of the command itself are left to {@link #export}. */
    public String run(String command) {
        try {
            Path script = Files.createTempFile(folder, "command", ".sh");
            Files.writeString(script, adapted(command).replaceAll("(?m)^export .*$", ""));
            ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("error").toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Expected an end of: " + command);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
