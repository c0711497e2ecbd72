package dev.arbor.engine.ruby;

import java.nio.charset.StandardCharsets;
import org.jcodings.specific.ASCIIEncoding;
import org.jruby.RubyString;
import org.jruby.runtime.builtin.IRubyObject;
import org.jruby.util.ByteList;

/** Ruby texts in Java; bytes that declare no encoding are taken for UTF-8. */
final class RubyTexts {

    private RubyTexts() {}

    /** What {@code to_s} of an object says. */
    static String toJava(IRubyObject object) {
        IRubyObject text = object instanceof RubyString
                ? object
                : object.callMethod(object.getRuntime().getCurrentContext(), "to_s");
        if (text instanceof RubyString string && string.getEncoding() == ASCIIEncoding.INSTANCE) {
            ByteList bytes = string.getByteList();
            return new String(bytes.unsafeBytes(), bytes.begin(), bytes.realSize(), StandardCharsets.UTF_8);
        }
        return text instanceof RubyString string ? string.asJavaString() : "";
    }
}
