package dev.arbor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A text with commands and documents in it, which lies beside the project on some machines and is no part of it. */
public final class Seed {

    private static final Path FOLDER =
            Checkout.root().resolveSibling("shared").resolve("seeds").normalize();

    private final List<Block> blocks = new ArrayList<>();

    private record Block(String heading, String before, String text) {}

    /** The text of a name; where there is none, the test is skipped and says so. */
    public static Seed read(String name) {
        Path file = FOLDER.resolve(name);
        if (!Files.isRegularFile(file)) {
            String skipped = "SKIPPED: nothing of it is tried, for there is no text at " + file;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        try {
            return new Seed(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Seed(List<String> lines) {
        String heading = "";
        String before = "";
        StringBuilder block = null;
        for (String line : lines) {
            if (line.startsWith("```")) {
                if (block == null) {
                    block = new StringBuilder();
                } else {
                    blocks.add(new Block(heading, before, block.toString()));
                    block = null;
                }
            } else if (block != null) {
                block.append(line).append('\n');
            } else {
                heading = line.startsWith("## ") ? line.substring(3) : heading;
                before = line;
            }
        }
    }

    /**
     * The first block below a heading that has all of some texts in it, or in the line before it.
     *
     * @param heading how it begins
     */
    public String block(String heading, String... texts) {
        return find("", heading, texts);
    }

    /** The same among the blocks that are JSON and no command. */
    public String document(String heading, String... texts) {
        return find("{", heading, texts);
    }

    private String find(String begin, String heading, String... texts) {
        return blocks.stream()
                .filter(each -> each.text().startsWith(begin))
                .filter(each -> each.heading().startsWith(heading))
                .filter(each -> Arrays.stream(texts)
                        .allMatch(text ->
                                each.text().contains(text) || each.before().contains(text)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "Expected a block below " + heading + " with " + List.of(texts) + ", but there is none."))
                .text();
    }
}
