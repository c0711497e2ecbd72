package dev.arbor.engine.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * An outside handler that is deployed and shown beside those that were imported: it declares itself as a package does, an
 * administrator sets its properties, and a package of its definition id takes its place until that is removed again. Its
 * results are named as the handler of this id is known by; see {@link ErrorHandling} for what becomes of failures.
 */
public interface BuiltInHandler extends OutsideHandler {

    /**
     * The files of a package that say what a handler is (engine spec 4.2, 4.3).
     *
     * @param nodeXml its definition id must be that of the handler
     * @param infoXml empty when there are no properties
     */
    record Declaration(byte[] nodeXml, Optional<byte[]> infoXml) {

        /** Reads the resources {@code <definition id>/node.xml} and {@code info.xml} beside a class. */
        public static Declaration beside(Class<?> type, String definitionId) {
            return new Declaration(
                    read(type, definitionId + "/node.xml")
                            .orElseThrow(() -> new IllegalStateException(
                                    "Expected the declaration of " + definitionId + " beside " + type + ".")),
                    read(type, definitionId + "/info.xml"));
        }

        private static Optional<byte[]> read(Class<?> type, String name) {
            try (InputStream file = type.getResourceAsStream(name)) {
                return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What it says of itself; always the same. */
    Declaration declaration();
}
