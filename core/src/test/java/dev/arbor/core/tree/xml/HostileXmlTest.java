package dev.arbor.core.tree.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.TreeDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no tree, by accident or on purpose. */
class HostileXmlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <taskTree><name>x</taskTree>                  | line 1, column
            <taskTree><name>x</name>                      | line 1, column
            <taskTree><name>a & b</name></taskTree>       | line 1, column
            <taskTree/><taskTree/>                        | line 1, column
            <taskTree a='1' a='2'/>                       | line 1, column
            <taskTree><name>&#0;</name></taskTree>        | line 1, column
            no XML at all                                 | line 1, column
            {"nodes": []}                                 | line 1, column
            <html><body/></html> | Expected the root element <taskTree> or <tree>, but found <html>
            <tree></tree>                                 | Expected a <taskTree> in <tree>, but found none
            <tree><type>Shrub</type><taskTree/></tree> | Expected the type Tree, Global Routine or Local Routine
            <tree><status>Up</status><taskTree/></tree> | Expected the status Active, Inactive or Paused, but found 'Up'
            <taskTree><lastID>1.5</lastID></taskTree>     | Expected a whole number in <lastID>, but found '1.5'
            <taskTree><lastID>99999999999</lastID></taskTree> | Expected a whole number in <lastID>
            <taskTree>stray<name/></taskTree>             | Expected elements only, but found the text 'stray'
            <taskTree><name><b>x</b></name></taskTree>    | Expected text in <name>, but found the element <b>
            <taskTree><name>&foo;</name></taskTree>       | foo
            """)
    void isRefusedWithASentence(String xml, String sentence) {
        refused(xml).withMessageContaining(sentence).withMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x='ten'      |                                            | a number in x, but found 'ten'
            x='1e999999' |                                            | a number in x, but found '1e999999'
            x='NaN'      |                                            | a number in x, but found 'NaN'
            x='1'        | <version>v</version>                       | a whole number in <version>, but found 'v'
            x='1'        | <defers>maybe</defers>                     | true or false in <defers>, but found 'maybe'
            x='1' | <messages><message type='Z'/></messages> | the type Create, Update or Complete, but found 'Z'
            x='1' | <dependents><task type='Z'/></dependents> | the type Create, Update or Complete, but found 'Z'
            x='1'        | <parameters>                               | well-formed XML
            """)
    void inANodeIsRefusedWithTheNode(String attribute, String content, String sentence) {
        refused("<taskTree><request>\n<task id='echo_1' " + attribute + ">" + (content == null ? "" : content)
                        + "</task></request></taskTree>")
                .withMessageContaining(sentence)
                .withMessageContaining("line 2, column")
                .withMessageContaining("in the node 'echo_1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\uFEFF", "<", "<?xml version='1.0'?>", "<!-- -->"})
    void nothingIsRefused(String xml) {
        refused(xml);
        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> TreeXml.readDocument(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = "<tree><taskTree><name>n\u00e9e</name></taskTree></tree>".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> TreeXml.readDocument(bytes))
                .withMessage("Expected a file with text in UTF-8, but some of its bytes are none.");
        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> TreeXml.readDocument("<?xml version='1.0' encoding='klingon'?><tree/>".getBytes()))
                .withMessage("Expected a known encoding, but the file declares 'klingon'.");
    }

    @Test
    void entityBombsAreRefused() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE taskTree [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">");
        }
        bomb.append("]><taskTree><name>&e29;</name></taskTree>");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refused(bomb.toString())
                .withMessageContaining("Expected a tree without a document type, but found a DOCTYPE"));
    }

    @Test
    void externalEntitiesAreNotRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "swordfish");
        String entity = "<!DOCTYPE taskTree [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<taskTree><name>&x;</name></taskTree>";
        String dtd = "<!DOCTYPE taskTree SYSTEM \"" + secret.toUri() + "\"><taskTree><name>x</name></taskTree>";

        refused(entity).withMessageContaining("DOCTYPE");
        refused(dtd).withMessageContaining("DOCTYPE");
        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> TreeXml.readDocument(entity.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sentencesStayShort() {
        refused("<taskTree><lastID>" + "9".repeat(1_000_000) + "</lastID></taskTree>")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        refused("<taskTree>" + "x".repeat(1_000_000) + "</taskTree>")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        refused("<taskTree><" + "x".repeat(900) + "></taskTree>")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).hasLineCount(1));
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverBreakTheReader() throws Exception {
        String xml = new String(
                HostileXmlTest.class.getResourceAsStream("routine.xml").readAllBytes(), StandardCharsets.UTF_8);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(xml);
            for (int j = random.nextInt(3); j >= 0; j--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(4)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, "<>&;\"'![]-?/\u0000\ud800 ".charAt(random.nextInt(15)));
                    case 2 -> damaged.setLength(at + 1);
                    default -> damaged.insert(at, damaged.substring(at, Math.min(at + 40, damaged.length())));
                }
            }
            try {
                TreeXml.readDocument(damaged.toString());
            } catch (MalformedTreeException expected) {
                refused++;
                assertThat(expected.getMessage())
                        .as("seed %d, file %d", seed, i)
                        .hasLineCount(1);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", file " + i + ":\n" + damaged, e);
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    /** Twenty megabytes in the shapes that make careless readers slow: a long text, many entities, many elements. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "&lt;", "<![CDATA[x]]>"})
    void longTextsAreReadInTimeInProportionToTheirLength(String piece) {
        String text = piece.repeat(20_000_000 / piece.length());
        String xml = "<taskTree><request><task id='a_1'><parameters><parameter id='p'>" + text
                + "</parameter></parameters></task></request></taskTree>";

        TreeDefinition tree = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TreeXml.readDefinition(xml));

        assertThat(tree.nodes()).hasSize(1);
    }

    @Test
    void longAttributesAndManyNodesAreReadAndWrittenInTimeInProportionToTheirLength() {
        String value = "&lt;x y&gt;".repeat(1_000_000);
        StringBuilder xml = new StringBuilder("<taskTree><request><task id='n_0'><dependents><task value='" + value
                + "'>n_1</task></dependents></task>");
        for (int i = 1; xml.length() < 20_000_000; i++) {
            xml.append("<task id='n_" + i + "' name='n" + i + "'><dependents><task>n_" + (i + 1)
                    + "</task></dependents></task>");
        }
        xml.append("</request></taskTree>");

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            TreeDefinition tree = TreeXml.readDefinition(xml.toString());
            assertThat(tree.connectors().get(0).condition()).hasSize(5_000_000);
            TreeDefinition whole =
                    new TreeDefinition("", "", "", 0, "", "", "", tree.routine(), tree.nodes(), tree.connectors());
            assertThat(TreeXml.write(whole)).contains("n_" + tree.nodes().size());
        });
    }

    @Test
    void deepNestingIsReadOrRefused() {
        String deep = "<a>".repeat(200_000) + "</a>".repeat(200_000);
        try {
            TreeXml.readDefinition("<taskTree>" + deep + "</taskTree>");
        } catch (MalformedTreeException refusedByTheParser) {
            assertThat(refusedByTheParser.getMessage()).hasSizeLessThan(500);
        }
    }

    private static ThrowableAssertAlternative<MalformedTreeException> refused(String xml) {
        return assertThatExceptionOfType(MalformedTreeException.class).isThrownBy(() -> TreeXml.readDefinition(xml));
    }
}
