package dev.arbor.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Every expression of real exported trees compiles. The folder with them is named by the environment variable
 * ARBOR_TREES; by default it is {@code shared/trees} in a folder above.
 */
class RealTreesTest {

    /** It lacks a closing parenthesis in the export as well. */
    private static final String BROKEN_AS_EXPORTED = "pageToken=#{ERB::Util.url_encode(@inputs['Page Token']}\"%>";

    @Test
    void everyParameterMessageAndConditionCompiles() throws Exception {
        Path folder = trees();
        if (folder == null) {
            System.err.println("SKIPPED: no folder with real trees was found (set ARBOR_TREES); none was checked.");
        }
        assumeThat(folder).as("a folder with real trees").isNotNull();

        Set<String> templates = new TreeSet<>();
        Set<String> conditions = new TreeSet<>();
        read(folder, templates, conditions);
        assertThat(templates).isNotEmpty();
        assertThat(conditions).isNotEmpty();

        List<String> faults = new ArrayList<>();
        try (RubyExpressions expressions = new RubyExpressions(Duration.ofSeconds(10), 100)) {
            for (String template : templates) {
                expressions.checkTemplate(template).ifPresent(fault -> {
                    if (!template.contains(BROKEN_AS_EXPORTED)) {
                        faults.add(template + " -> " + fault);
                    }
                });
            }
            for (String condition : conditions) {
                expressions.checkCondition(condition).ifPresent(fault -> faults.add(condition + " -> " + fault));
            }
        }
        System.out.printf(
                "Compiled %d templates and %d conditions of %s%n", templates.size(), conditions.size(), folder);
        assertThat(faults).isEmpty();
    }

    private static Path trees() {
        String named = System.getenv("ARBOR_TREES");
        if (named != null) {
            return Path.of(named);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/trees"))) {
                return up.resolve("shared/trees");
            }
        }
        return null;
    }

    private static void read(Path folder, Set<String> templates, Set<String> conditions) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        for (Path file : files(folder)) {
            Document tree = factory.newDocumentBuilder().parse(file.toFile());
            for (String name : List.of("parameter", "message")) {
                NodeList elements = tree.getElementsByTagName(name);
                for (int i = 0; i < elements.getLength(); i++) {
                    if (elements.item(i).getTextContent().contains("<%")) {
                        templates.add(elements.item(i).getTextContent());
                    }
                }
            }
            NodeList dependents = tree.getElementsByTagName("task");
            for (int i = 0; i < dependents.getLength(); i++) {
                conditions.add(((Element) dependents.item(i)).getAttribute("value"));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
