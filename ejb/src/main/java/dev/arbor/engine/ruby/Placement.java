package dev.arbor.engine.ruby;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jruby.Ruby;

/**
 * Decides whether a handler may share a runtime. It may when all of its Ruby is init.rb and dependencies.rb, in UTF-8; when
 * init.rb defines nothing but names that Ruby does not have yet, and dependencies.rb defines nothing. Whatever vendors a
 * gem, brings a jar, reopens a class or defines a method for everybody has a runtime to itself.
 */
final class Placement {

    private static final String INIT = "init.rb";
    private static final String DEPENDENCIES = "dependencies.rb";
    private static final Set<String> PLAIN = Set.of(INIT, DEPENDENCIES);

    private Placement() {}

    /** Whether the handler in a folder may share this runtime. */
    static boolean mayShare(Ruby ruby, Path folder) throws IOException, RubySource.SyntaxException {
        Path handler = folder.resolve("handler");
        try (Stream<Path> files = Files.walk(handler)) {
            boolean more = files.filter(Files::isRegularFile).anyMatch(file -> carriesCode(handler, file));
            if (more) {
                return false;
            }
        }
        return definesOnlyNew(ruby, handler.resolve(INIT))
                && (!Files.exists(handler.resolve(DEPENDENCIES))
                        || definesNothing(ruby, handler.resolve(DEPENDENCIES)));
    }

    private static boolean carriesCode(Path handler, Path file) {
        String path = handler.relativize(file).toString().replace('\\', '/');
        boolean code = List.of(".rb", ".jar", ".class", ".so").stream().anyMatch(path::endsWith);
        return path.startsWith("vendor/") || code && !PLAIN.contains(path);
    }

    private static boolean definesOnlyNew(Ruby ruby, Path file) throws IOException, RubySource.SyntaxException {
        byte[] content = Files.readAllBytes(file);
        if (!utf8(content)) {
            return false;
        }
        RubySource source = RubySource.read(ruby, file.getFileName().toString(), content);
        return !source.opens()
                && source.types().stream().noneMatch(name -> ruby.getObject().hasConstant(name));
    }

    private static boolean definesNothing(Ruby ruby, Path file) throws IOException, RubySource.SyntaxException {
        RubySource source = RubySource.read(ruby, file.getFileName().toString(), Files.readAllBytes(file));
        return !source.opens() && source.types().isEmpty();
    }

    private static boolean utf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
