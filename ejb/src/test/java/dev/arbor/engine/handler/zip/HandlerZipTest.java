package dev.arbor.engine.handler.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.arbor.engine.api.Refusal;
import dev.arbor.testing.handler.HandlerDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a package may be, and what it may not do (engine spec 4.1). */
class HandlerZipTest {

    @TempDir
    Path folder;

    private static HandlerDraft draft() {
        return HandlerDraft.of("test_zip", 1).init("class TestZipV1; end");
    }

    private static Refusal refusal(byte[] content, ZipBounds bounds) {
        return catchThrowableOfType(Refusal.class, () -> {
            try (HandlerZip zip = HandlerZip.open(content, bounds)) {
                zip.measure();
            }
        });
    }

    @Test
    void bothLayoutsAreReadAndJunkIsLeftOut() throws IOException {
        HandlerDraft flat = draft().file("handler/vendor/x/.DS_Store", "x").file("README.md", "x");
        HandlerDraft inside = draft().file("handler/vendor/x/.DS_Store", "x")
                .file("README.md", "x")
                .inFolder("test_zip_v1");
        HandlerDraft mac = draft().file("README.md", "x")
                .file("__MACOSX/handler/._init.rb", "x")
                .file(".DS_Store", "x");

        for (HandlerDraft each : new HandlerDraft[] {flat, inside, mac}) {
            try (HandlerZip zip = HandlerZip.open(each.zip(), ZipBounds.USUAL)) {
                assertThat(zip.paths()).containsExactly("README.md", "handler/init.rb", "process/node.xml");
                Path target = Files.createTempDirectory(folder, "unpacked");
                zip.unpack(target);
                assertThat(target.resolve("handler/init.rb")).hasContent("class TestZipV1; end");
                assertThat(DefinitionReader.read(zip).definitionId()).isEqualTo("test_zip_v1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.rb",
                "handler/../../out.rb",
                "/etc/out.rb",
                "C:\\out.rb",
                "handler\\..\\..\\out.rb",
                "__MACOSX/../x",
                "handler/a\nb.rb"
            })
    void whatLeadsOutsideIsRefused(String path) {
        Refusal refusal = refusal(draft().file(path, "x").zip(), ZipBounds.USUAL);

        assertThat(refusal.errorKey()).contains("unsafe_path");
        assertThat(refusal.getMessage()).contains(path.replace('\n', '?'));
    }

    @Test
    void linksAreRefused() {
        byte[] zip = draft().file("handler/passwd", "/etc/passwd").zip();
        asLink(zip, "handler/passwd");

        Refusal refusal = refusal(zip, ZipBounds.USUAL);

        assertThat(refusal.errorKey()).contains("unsafe_path");
        assertThat(refusal.getMessage()).contains("handler/passwd", "link");
    }

    /** Says in the zip's directory that an entry was made on Unix and is a symbolic link. */
    private static void asLink(byte[] zip, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int at = zip.length - 46 - bytes.length; at >= 0; at--) {
            if (zip[at] == 'P'
                    && zip[at + 1] == 'K'
                    && zip[at + 2] == 1
                    && zip[at + 3] == 2
                    && new String(zip, at + 46, bytes.length, StandardCharsets.UTF_8).equals(name)) {
                zip[at + 5] = 3;
                zip[at + 40] = (byte) 0xff;
                zip[at + 41] = (byte) 0xa1;
                return;
            }
        }
        throw new AssertionError("Expected an entry " + name);
    }

    @Test
    void bombsAreRefusedByWhatReallyComesOut() {
        byte[] zeros = new byte[9 * 1024 * 1024];
        HandlerDraft bomb = draft().file("handler/zeros", zeros);

        assertThat(refusal(bomb.zip(), new ZipBounds(10, 1L << 40, 100)).errorKey())
                .as("ratio")
                .contains("package_too_large");
        assertThat(refusal(bomb.zip(), new ZipBounds(10, 8_000_000, 100_000)).errorKey())
                .as("size")
                .contains("package_too_large");
        assertThat(refusal(bomb.zip(), new ZipBounds(2, 1L << 40, 100_000)).errorKey())
                .as("entries")
                .contains("package_too_large");
        assertThat(refusal(bomb.zip(), new ZipBounds(3, 1L << 40, 100_000))).isNull();
    }

    @Test
    void whatIsNoZipIsRefused() {
        byte[] zip = draft().zip();

        assertThat(refusal("no zip".getBytes(StandardCharsets.UTF_8), ZipBounds.USUAL)
                        .errorKey())
                .contains("invalid_package");
        assertThat(refusal(Arrays.copyOf(zip, zip.length - 30), ZipBounds.USUAL).errorKey())
                .contains("invalid_package");
        assertThat(refusal(draft().file("handler", "a file").zip(), ZipBounds.USUAL)
                        .getMessage())
                .contains("'handler'");
    }

    @Test
    void nothingIsLeftOfAPackageThatWasOpened() {
        try (HandlerZip zip = HandlerZip.open(draft().zip(), ZipBounds.USUAL, folder)) {
            assertThat(folder).isNotEmptyDirectory();
            assertThat(zip.paths()).isNotEmpty();
        }
        assertThat(folder).isEmptyDirectory();

        byte[] wrong = draft().file("../x", "").zip();
        assertThat(catchThrowableOfType(Refusal.class, () -> HandlerZip.open(wrong, ZipBounds.USUAL, folder)))
                .isNotNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theDefinitionSaysWhatNodeAndInfoSay() {
        String node =
                "<taskDefinition id='x' name='A &amp; B'><description> It does. </description><visible>false</visible>"
                        + "<deferrable>true</deferrable><parameters><parameter id='p' label='P' required='true' tooltip='t'"
                        + " menu='a,b' dependsOnId='o' dependsOnValue='v'>d</parameter></parameters>"
                        + "<handler name='it_is' version='2' note='&lt;%= @info[&quot;x&quot;] %&gt;'><infos><info name='x'>"
                        + "&lt;%= @info['x'] %&gt; &amp; <![CDATA[<b> <%= \"<c>\" %>]]></info></infos></handler>"
                        + "<results><result name='r'/><result name='r'/></results></taskDefinition>";
        String info =
                "<taskInfo><info name='x' description='d' required='true' type='ENCRYPTED'>v</info><info name='y'/></taskInfo>";

        HandlerDefinition read = DefinitionReader.read(
                node.getBytes(StandardCharsets.UTF_8), Optional.of(info.getBytes(StandardCharsets.UTF_8)));

        assertThat(read.definitionId()).isEqualTo("it_is_v2");
        assertThat(read.rubyClass()).isEqualTo("ItIsV2");
        assertThat(read.name()).isEqualTo("A & B");
        assertThat(read.description()).isEqualTo("It does.");
        assertThat(read.visible()).isFalse();
        assertThat(read.deferrable()).isTrue();
        assertThat(read.parameters())
                .containsExactly(new HandlerDefinition.Parameter("p", "P", "t", true, "d", "a,b", "o", "v"));
        assertThat(read.results()).containsExactly(new HandlerDefinition.Result("r", ""));
        assertThat(read.properties())
                .containsExactly(
                        new HandlerDefinition.Property("x", "Encrypted", true, "d", "v"),
                        new HandlerDefinition.Property("y", "text", false, "", ""));
        assertThat(read.defaults()).isEqualTo(Map.of("p", "d"));
        assertThat(read.template())
                .isEqualTo("<handler name=\"it_is\" note=\"<%= @info[\"x\"] %>\" version=\"2\"><infos><info name=\"x\">"
                        + "<%= @info['x'] %> &amp; &lt;b&gt; <%= \"<c>\" %></info></infos></handler>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<taskDefinition>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><taskDefinition name='&e;'/>",
                "<other/>",
                "<taskDefinition/>",
                "<taskDefinition><handler name='../x' version='1'/></taskDefinition>",
                "<taskDefinition><handler name='x' version=''/></taskDefinition>",
                "<taskDefinition><parameters><parameter/></parameters><handler name='x' version='1'/></taskDefinition>"
            })
    void aNodeXmlThatSaysNothingIsRefused(String xml) {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> DefinitionReader.read(xml.getBytes(StandardCharsets.UTF_8), Optional.empty()));

        assertThat(refusal.errorKey()).contains("invalid_package");
        assertThat(refusal.getMessage()).contains("process/node.xml").doesNotContain("root:");
    }
}
