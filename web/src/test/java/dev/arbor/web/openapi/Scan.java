package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.ArborApplication;
import dev.arbor.web.Json;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.jboss.jandex.Indexer;

/** What the server's scanner makes of the resources, without a server. */
final class Scan {

    private Scan() {}

    /** The document after a filter. */
    static JsonNode with(OASFilter filter) {
        try {
            Path classes = Path.of(ArborApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            Indexer indexer = new Indexer();
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    try (InputStream content = Files.newInputStream(file)) {
                        indexer.index(content);
                    }
                }
            }
            return Json.mapper()
                    .readTree(SmallRyeOpenAPI.builder()
                            .withConfig(new Settings())
                            .withIndex(indexer.complete())
                            .withApplicationClassLoader(Scan.class.getClassLoader())
                            .enableStandardStaticFiles(false)
                            .enableStandardFilter(false)
                            .addFilter(filter)
                            .build()
                            .toJSON());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of settings of the module, and nothing else. */
    private static final class Settings implements Config {

        private final Properties properties = new Properties();

        Settings() throws IOException {
            try (InputStream file = Scan.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
                properties.load(file);
            }
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            String value = properties.getProperty(name);
            if (value == null) {
                return Optional.empty();
            }
            return Optional.of(type.cast(type == Boolean.class ? (Object) Boolean.valueOf(value) : value));
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return properties.stringPropertyNames();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
