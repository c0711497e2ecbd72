package dev.arbor.integrator.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path data;

    @Test
    void makesAKeyThatOnlyItsOwnerReads() throws Exception {
        Path file = data.resolve("deep/keys");

        KeyRing ring = KeyFile.openOrCreate(file, NOW);

        assertThat(ring.active().id()).isEqualTo("2026-03-01");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsTheKeyThatIsThere() {
        Path file = data.resolve("keys");
        KeyRing first = KeyFile.openOrCreate(file, NOW);

        KeyRing second = KeyFile.openOrCreate(file, NOW.plusSeconds(1_000_000));

        assertThat(second.active()).isEqualTo(first.active());
    }

    @Test
    void refusesAFileThatOthersRead() throws Exception {
        Path file = data.resolve("keys");
        KeyFile.openOrCreate(file, NOW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyFile.openOrCreate(file, NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mode 600");
    }
}
