package dev.arbor.engine.ruby;

import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerZip;
import java.util.ArrayList;
import java.util.List;
import org.jruby.Ruby;

/** Judges the Ruby of a package by reading it; what is vendored is left alone. */
final class PackageCheck {

    private static final String INIT = "handler/init.rb";

    private PackageCheck() {}

    static void check(Ruby ruby, HandlerDefinition definition, HandlerZip zip) {
        if (!zip.paths().contains(INIT)) {
            throw invalid("Expected " + INIT + " in the package, but there is none.");
        }
        List<String> types = new ArrayList<>();
        for (String path : zip.paths()) {
            if (path.startsWith("handler/") && path.endsWith(".rb") && !path.startsWith("handler/vendor/")) {
                List<String> found = read(ruby, path, zip.read(path).orElseThrow());
                if (path.equals(INIT)) {
                    types.addAll(found);
                }
            }
        }
        if (!types.contains(definition.rubyClass())) {
            throw invalid("Expected " + INIT + " to define the class '" + definition.rubyClass() + "', but it defines "
                    + (types.isEmpty() ? "none" : "'" + String.join("', '", types) + "'") + ".");
        }
    }

    private static List<String> read(Ruby ruby, String path, byte[] content) {
        try {
            return RubySource.read(ruby, path, content).types();
        } catch (RubySource.SyntaxException e) {
            throw invalid("Expected valid Ruby in the package, but " + e.getMessage() + ".");
        } finally {
            ruby.getThreadService().unregisterCurrentThread(ruby.getCurrentContext());
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid("invalid_handler", message);
    }
}
