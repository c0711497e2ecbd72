package dev.arbor.core.tree.xml;

import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Message;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RandomTrees;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.SharedTrees;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import dev.arbor.core.tree.validation.TreeValidator;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeXmlTest {

    @Test
    void writesRealExportsWithTheSameBytes() throws IOException {
        for (Path file : SharedTrees.files()) {
            byte[] bytes = Files.readAllBytes(file);

            TreeDocument tree = TreeXml.readDocument(bytes);

            assertThat(TreeXml.write(tree)).as(file.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
            assertThat(TreeValidator.validate(tree.definition()).errors())
                    .as(file.toString())
                    .isEmpty();
            assertThat(TreeValidator.validate(tree.definition()).warnings())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"routine.xml", "tree.xml"})
    void writesExportsWithTheSameBytes(String fixture) throws IOException {
        String xml = fixture(fixture);

        assertThat(TreeXml.write(TreeXml.readDocument(xml))).isEqualTo(xml);
        assertThat(TreeXml.write(TreeXml.readDocument(xml.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(xml);
    }

    @Test
    void readsRoutines() throws IOException {
        TreeDocument routine = TreeXml.readDocument(fixture("routine.xml"));

        assertThat(routine.type()).isEqualTo(TreeType.GLOBAL_ROUTINE);
        assertThat(routine.definitionId()).isEqualTo("routine_library_loan_extend_v1");
        TreeDefinition definition = routine.definition();
        assertThat(definition.notes()).isEqualTo("Asks the library's desk, then extends the loan — at most twice.");
        RoutineInterface surface = definition.routine().orElseThrow();
        assertThat(surface.inputs()).extracting(Parameter::id).containsExactly("Loan Id", "Asked By");
        assertThat(surface.inputs().get(0).required()).isTrue();
        assertThat(surface.inputs().get(1).template()).isEqualTo("<%=@run['Id']%>");
        assertThat(surface.inputs().get(1).attribute("tooltip")).isEqualTo("Who asks;\n“nobody” when left out");
        assertThat(surface.outputs())
                .containsExactly(
                        new RoutineInterface.Output("Due", "The new day & hour"),
                        new RoutineInterface.Output("Extended", ""));
        Node desk = definition.nodes().get(1);
        assertThat(desk.x()).isEqualByComparingTo("225.22471923628805");
        assertThat(desk.parameters().get(0).template())
                .isEqualTo("<%=\n\tloan = @inputs['Loan Id']\n\tloan.to_s && \"née > 😀\"\n%>");
        assertThat(desk.message(CREATE)).isEqualTo("Waiting for <%=@inputs['Asked By']%>");
        assertThat(definition.nodes().get(2).parameters().get(0).template())
                .isEqualTo("  two blanks before and after  ");
        assertThat(definition.connectors().get(2))
                .isEqualTo(new Connector(
                        "utilities_defer_v1_1",
                        "system_tree_return_v1_3",
                        COMPLETE,
                        "Yes & no",
                        "@results['Ask the Desk']['deferred_value'] == \"yes\" && 1 < 2"));
        assertThat(definition.nodes().get(3).parameters().get(1)).isEqualTo(Parameter.of("Extended", "true"));
    }

    @Test
    void readsOldExports() throws IOException {
        TreeDocument old = TreeXml.readDocument(fixture("old.xml"));

        assertThat(old.type()).isEqualTo(TreeType.TREE);
        assertThat(old.status()).isEqualTo(TreeStatus.ACTIVE);
        assertThat(old.definitionId()).isEmpty();
        TreeDefinition tree = old.definition();
        assertThat(tree.builderVersion()).isEmpty();
        assertThat(tree.lastId()).isEqualTo(13);
        assertThat(tree.routine()).isEmpty();
        assertThat(tree.nodes())
                .extracting(Node::id)
                .containsExactly("start", "system_wait_v1_2", "utilities_echo_v1_16");
        assertThat(tree.nodes().get(0).x()).isEqualByComparingTo("10.5");
        assertThat(tree.nodes().get(0).y()).isZero();
        assertThat(tree.nodes().get(1).defers()).isTrue();
        assertThat(tree.nodes().get(1).version()).isEqualTo(1);
        assertThat(tree.nodes().get(1).messages()).isEmpty();
        assertThat(tree.nodes().get(2).parameters())
                .containsExactly(Parameter.of("input", "<%= \"a & b\" %> and  more"));
        assertThat(tree.nodes().get(2).messages()).containsExactly(new Message(COMPLETE, "Said"));
        assertThat(tree.connectors())
                .containsExactly(
                        new Connector(
                                "start", "utilities_echo_v1_16", COMPLETE, "It's late", "@values['Days'].to_i > 3"),
                        new Connector("start", "system_wait_v1_2", COMPLETE, "", ""));
        assertThat(TreeXml.readDocument(TreeXml.write(old))).isEqualTo(withPlainCoordinates(old));
    }

    @Test
    void readsBareAndWrappedGraphs() throws IOException {
        TreeDefinition tree = TreeXml.readDocument(fixture("routine.xml")).definition();

        assertThat(TreeXml.readDefinition(TreeXml.write(tree))).isEqualTo(tree);
        assertThat(TreeXml.readDefinition(fixture("routine.xml"))).isEqualTo(tree);
        assertThat(TreeXml.write(tree))
                .startsWith("<taskTree builder_version=\"\" schema_version=\"1.0\" version=\"1\">\n    <name>");
    }

    @Test
    void readsWhatOneElementSays() {
        TreeDefinition tree = TreeXml.readDefinition("<taskTree/>");

        assertThat(tree)
                .isEqualTo(new TreeDefinition("", "", "", 0, "", "1.0", "", Optional.empty(), List.of(), List.of()));
    }

    @Test
    void countsNodesWhereTheCounterIsMissing() {
        TreeDefinition tree = TreeXml.readDefinition("<taskTree><request><task id='e_7'/></request></taskTree>");

        assertThat(tree.lastId()).isEqualTo(7);
    }

    @Test
    void readsAnyEncodingThatAFileStates() throws IOException {
        String xml = fixture("routine.xml");
        TreeDocument tree = TreeXml.readDocument(xml);

        assertThat(TreeXml.readDocument(("\uFEFF" + xml).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(tree);
        assertThat(TreeXml.readDocument(("\uFEFF" + xml).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(tree);
        assertThat(TreeXml.readDocument(xml.getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(tree);
        assertThat(TreeXml.readDocument(xml.getBytes(StandardCharsets.UTF_16))).isEqualTo(tree);
        String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><tree><taskTree><name>née</name></taskTree></tree>";
        assertThat(TreeXml.readDocument(latin.getBytes(StandardCharsets.ISO_8859_1))
                        .definition()
                        .name())
                .isEqualTo("née");
        assertThat(TreeXml.readDocument(latin.replace("née", "née — 😀"))
                        .definition()
                        .name())
                .as("a text has no encoding any more, whatever it states")
                .isEqualTo("née — 😀");
    }

    @Test
    void readsPastWhatStandsInFrontOfTheDeclaration() {
        String xml = "\uFEFF\n  <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<taskTree><name>x</name></taskTree>\n\n";

        assertThat(TreeXml.readDefinition(xml).name()).isEqualTo("x");
    }

    @Test
    void keepsWhiteSpaceThatXmlWouldChange() {
        TreeDefinition tree = tree("a\r\nb")
                .start()
                .echo("e_1", "\r\n\t one\rtwo\n ")
                .connect("start", "e_1")
                .when("a &&\r\n\tb")
                .label("x\ny")
                .build();

        String xml = TreeXml.write(tree);

        assertThat(TreeXml.readDefinition(xml)).isEqualTo(tree);
        assertThat(xml)
                .contains("value=\"a &amp;&amp;&#13;&#10;&#9;b\"")
                .contains("&#13;\n\t one&#13;two\n </parameter>");
    }

    @Test
    void randomTreesSurvive() {
        long seed = System.nanoTime();
        RandomTrees trees = new RandomTrees(seed);
        for (int i = 0; i < 200; i++) {
            TreeDefinition tree = trees.next();
            assertThat(TreeValidator.validate(tree).errors())
                    .as("seed %d, tree %d", seed, i)
                    .isEmpty();
            String xml = TreeXml.write(tree);
            assertThat(TreeXml.readDefinition(xml))
                    .as("seed %d, tree %d", seed, i)
                    .isEqualTo(tree);
            assertThat(TreeXml.write(TreeXml.readDefinition(xml)))
                    .as("seed %d, tree %d", seed, i)
                    .isEqualTo(xml);
        }
    }

    @Test
    void refusesToWriteWhatWouldBeLost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TreeXml.write(tree("t").start().echo("e_1", "\u0000").build()))
                .withMessageContaining("U+0000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeXml.write(
                        tree("t").start().connect("nowhere", "start").build()))
                .withMessageContaining("'nowhere'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeXml.write(tree("t").start().start().build()))
                .withMessageContaining("'start'");
    }

    private static TreeDocument withPlainCoordinates(TreeDocument tree) {
        TreeDefinition d = tree.definition();
        return new TreeDocument(
                tree.sourceName(),
                tree.sourceGroup(),
                tree.definitionId(),
                tree.type(),
                tree.status(),
                tree.schemaVersion(),
                new TreeDefinition(
                        d.name(),
                        d.author(),
                        d.notes(),
                        d.lastId(),
                        d.builderVersion(),
                        d.schemaVersion(),
                        d.version(),
                        d.routine(),
                        d.nodes().stream()
                                .map(TreeXmlTest::withPlainCoordinates)
                                .toList(),
                        d.connectors()));
    }

    private static Node withPlainCoordinates(Node n) {
        return new Node(
                n.id(),
                n.definitionId(),
                n.name(),
                n.version(),
                n.configured(),
                n.defers(),
                n.deferrable(),
                n.visible(),
                new BigDecimal(n.x().toPlainString()),
                new BigDecimal(n.y().toPlainString()),
                n.parameters(),
                n.messages());
    }

    private static String fixture(String name) throws IOException {
        try (InputStream file = TreeXmlTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
