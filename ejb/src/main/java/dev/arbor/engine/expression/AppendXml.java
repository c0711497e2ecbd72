package dev.arbor.engine.expression;

import org.jruby.RubyModule;
import org.jruby.RubyString;
import org.jruby.internal.runtime.methods.JavaMethod;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.Visibility;
import org.jruby.runtime.builtin.IRubyObject;

/** Buffer#xml: appends text as XML wants it, in elements and in attributes. What XML cannot hold is replaced. */
final class AppendXml extends JavaMethod.JavaMethodOne {

    private final RubyValues values;

    AppendXml(RubyModule owner, RubyValues values) {
        super(owner, Visibility.PUBLIC, "xml");
        this.values = values;
    }

    @Override
    public IRubyObject call(
            ThreadContext context, IRubyObject self, RubyModule type, String name, IRubyObject argument) {
        RubyString text = (RubyString) argument.convertToString();
        RubyString escaped = RubyString.newString(context.runtime, escaped(values.toJava(text)));
        return ((RubyString) self).catWithCodeRange(escaped);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(allowed(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
