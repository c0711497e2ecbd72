package dev.arbor.engine.expression;

import dev.arbor.engine.api.RubyRules.Callee;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jcodings.Encoding;
import org.jcodings.specific.ASCIIEncoding;
import org.jcodings.specific.ISO8859_1Encoding;
import org.jcodings.specific.USASCIIEncoding;
import org.jcodings.specific.UTF8Encoding;
import org.jruby.Ruby;
import org.jruby.RubyArray;
import org.jruby.RubyBignum;
import org.jruby.RubyClass;
import org.jruby.RubyString;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;
import org.jruby.util.ByteList;

/** Turns the values of a {@link Context} into Ruby objects, and Ruby strings into Java ones. All text is UTF-8. */
final class RubyValues {

    private final Ruby ruby;
    private final RubyClass hashClass;
    private final RubyClass calleeClass;

    RubyValues(Ruby ruby, RubyClass hashClass, RubyClass calleeClass) {
        this.ruby = ruby;
        this.hashClass = hashClass;
        this.calleeClass = calleeClass;
    }

    IRubyObject toRuby(Object value) {
        if (value == null) {
            return ruby.getNil();
        }
        if (value instanceof String string) {
            return RubyString.newString(ruby, string);
        }
        if (value instanceof Map<?, ?> map) {
            return new ContextHash(ruby, hashClass, this, ContextHash.Entries.of(map));
        }
        if (value instanceof LazyMap map) {
            return new ContextHash(ruby, hashClass, this, ContextHash.Entries.of(map));
        }
        if (value instanceof List<?> list) {
            return toArray(list);
        }
        if (value instanceof Callee callee) {
            return new CalleeObject(ruby, calleeClass, this, callee);
        }
        return toScalar(value);
    }

    private IRubyObject toArray(List<?> list) {
        RubyArray<?> array = RubyArray.newArray(ruby, list.size());
        for (Object element : list) {
            array.append(toRuby(element));
        }
        return array;
    }

    private IRubyObject toScalar(Object value) {
        if (value instanceof Boolean bool) {
            return bool ? ruby.getTrue() : ruby.getFalse();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ruby.newFixnum(((Number) value).longValue());
        }
        if (value instanceof BigInteger integer) {
            return RubyBignum.bignorm(ruby, integer);
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ruby.newFloat(((Number) value).doubleValue());
        }
        if (value instanceof Instant instant) {
            return RubyString.newString(ruby, instant.toString());
        }
        throw new IllegalArgumentException(
                "Expected a context value to be text, number, boolean, instant, list or map, but got a '"
                        + value.getClass().getName() + "'.");
    }

    /** Java text of a Ruby string; bytes of no declared encoding are taken for UTF-8 when they are that. */
    String toJava(RubyString string) {
        Encoding encoding = string.getEncoding();
        if (encoding == UTF8Encoding.INSTANCE || encoding == USASCIIEncoding.INSTANCE) {
            ByteList bytes = string.getByteList();
            return new String(bytes.unsafeBytes(), bytes.begin(), bytes.realSize(), StandardCharsets.UTF_8);
        }
        return toJava(toUtf8(ruby.getCurrentContext(), string));
    }

    /** The same text in UTF-8, as a string that may be appended to UTF-8 text without an encoding error. */
    RubyString toUtf8(ThreadContext context, RubyString string) {
        Encoding encoding = string.getEncoding();
        if (encoding == UTF8Encoding.INSTANCE || encoding == USASCIIEncoding.INSTANCE) {
            return string;
        }
        if (encoding != ASCIIEncoding.INSTANCE) {
            return encode(context, string);
        }
        RubyString guess = string.strDup(ruby);
        guess.setEncoding(UTF8Encoding.INSTANCE);
        guess.clearCodeRange();
        if (guess.isBrokenString()) {
            guess.setEncoding(ISO8859_1Encoding.INSTANCE);
            guess.clearCodeRange();
            return encode(context, guess);
        }
        return guess;
    }

    private RubyString encode(ThreadContext context, RubyString string) {
        // A lossy character is better than a task that fails for a byte that nobody sees.
        return (RubyString) ruby.getModule("Arbor").callMethod(context, "to_utf8", string);
    }
}
