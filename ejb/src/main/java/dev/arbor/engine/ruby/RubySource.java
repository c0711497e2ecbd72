package dev.arbor.engine.ruby;

import java.util.ArrayList;
import java.util.List;
import org.jruby.Ruby;
import org.jruby.RubyString;
import org.jruby.ast.ClassNode;
import org.jruby.ast.Colon2ImplicitNode;
import org.jruby.ast.Colon3Node;
import org.jruby.ast.ConstDeclNode;
import org.jruby.ast.DefsNode;
import org.jruby.ast.MethodDefNode;
import org.jruby.ast.ModuleNode;
import org.jruby.ast.Node;
import org.jruby.ast.RootNode;
import org.jruby.ast.SClassNode;
import org.jruby.exceptions.RaiseException;
import org.jruby.util.ByteList;

/**
 * What a Ruby file defines at its top, without running it.
 *
 * @param types names of classes, modules and constants
 * @param opens whether it reaches for something that is global: a method, a name in another module, a singleton class
 */
record RubySource(List<String> types, boolean opens) {

    /** A file that is no Ruby; the message begins with the file and the line. */
    static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    /** Reads a file, which is called {@code name} in messages. */
    static RubySource read(Ruby ruby, String name, byte[] content) throws SyntaxException {
        try {
            ByteList text =
                    RubyString.newString(ruby, new ByteList(content, false)).getByteList();
            text.setEncoding(org.jcodings.specific.UTF8Encoding.INSTANCE);
            RootNode root = (RootNode)
                    ruby.getParserManager().parseEval(name, 0, text, null).getAST();
            List<String> types = new ArrayList<>();
            boolean opens = collect(root, types);
            return new RubySource(List.copyOf(types), opens);
        } catch (RaiseException invalid) {
            String message = String.valueOf(invalid.getException().getMessageAsJavaString());
            throw new SyntaxException(message.lines().findFirst().orElse(name));
        }
    }

    private static boolean collect(Node node, List<String> types) {
        if (node instanceof ClassNode type) {
            return named(type.getCPath(), types);
        }
        if (node instanceof ModuleNode module) {
            return named(module.getCPath(), types);
        }
        if (node instanceof MethodDefNode || node instanceof SClassNode) {
            // A method of an object that has a name of its own is no harm.
            return !(node instanceof DefsNode);
        }
        boolean opens = false;
        if (node instanceof ConstDeclNode constant) {
            types.add(constant.getName().idString());
            opens = constant.getConstNode() != null;
        }
        for (Node child : node.childNodes()) {
            if (child != null) {
                opens |= collect(child, types);
            }
        }
        return opens;
    }

    private static boolean named(Colon3Node path, List<String> types) {
        types.add(path.getName().idString());
        return !(path instanceof Colon2ImplicitNode);
    }
}
