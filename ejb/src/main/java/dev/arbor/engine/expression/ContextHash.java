package dev.arbor.engine.expression;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jruby.Ruby;
import org.jruby.RubyClass;
import org.jruby.RubyFixnum;
import org.jruby.RubyHash;
import org.jruby.RubyString;
import org.jruby.exceptions.RaiseException;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * A Ruby hash over values of a {@link Context}: reading an absent key with {@code []} raises IndexError (spec 3.5,
 * "Missing-key behaviour"), and entries are converted, and for a {@link LazyMap} fetched, only when they are read.
 *
 * <p>Lookups go through {@link #internalGetEntry}. Whatever walks, counts or changes the hash needs all entries first:
 * for calls from Ruby {@link ContextHashMethods} sees to that, for calls from Ruby's own Java code the overrides here.
 */
@SuppressWarnings("rawtypes") // RubyHash is a raw Map
final class ContextHash extends RubyHash {

    /** Where the entries come from; keys are String, Integer or Long. */
    interface Entries {
        Object ABSENT = new Object();

        /** The value, which may be null, or {@link #ABSENT}. */
        Object find(Object key);

        Set<?> keys();

        static Entries of(Map<?, ?> map) {
            return new Entries() {
                @Override
                public Object find(Object key) {
                    try {
                        Object value = map.get(key);
                        return value != null || map.containsKey(key) ? value : ABSENT;
                    } catch (ClassCastException otherKindOfKey) { // a sorted map compares
                        return ABSENT;
                    }
                }

                @Override
                public Set<?> keys() {
                    return map.keySet();
                }
            };
        }

        static Entries of(LazyMap map) {
            return new Entries() {
                @Override
                public Object find(Object key) {
                    Object value = key instanceof String text ? map.get(text) : null;
                    return value != null ? value : ABSENT;
                }

                @Override
                public Set<?> keys() {
                    return map.keys();
                }
            };
        }
    }

    private final RubyValues values;

    /** Null once all entries are here. */
    private Entries entries;

    ContextHash(Ruby ruby, RubyClass type, RubyValues values, Entries entries) {
        super(ruby, type);
        this.values = values;
        this.entries = entries;
    }

    /** A hash of this kind without entries behind it, as a copy starts. */
    ContextHash(Ruby ruby, RubyClass type) {
        this(ruby, type, null, null);
    }

    /** Fetches what has not been fetched; afterwards this is a hash like any other, in the order of its source. */
    void load() {
        Entries source = entries;
        if (source == null) {
            return;
        }
        Set<?> keys = shielded(source::keys);
        RubyHash read = RubyHash.newHash(getRuntime());
        super.visitAll(getRuntime().getCurrentContext(), CopyTo.INSTANCE, read);
        entries = null;
        super.rb_clear(getRuntime().getCurrentContext());
        for (Object key : keys) {
            IRubyObject rubyKey = values.toRuby(key);
            IRubyObject value = read.fastARef(rubyKey);
            if (value == null) {
                Object found = shielded(() -> source.find(key));
                if (found == Entries.ABSENT) {
                    continue; // gone since the keys were asked for
                }
                value = convert(found);
            }
            fastASetCheckString(getRuntime(), rubyKey, value);
        }
    }

    private static final class CopyTo extends VisitorWithState<RubyHash> {
        static final CopyTo INSTANCE = new CopyTo();

        @Override
        public void visit(
                ThreadContext context, RubyHash self, IRubyObject key, IRubyObject value, int index, RubyHash target) {
            target.fastASet(key, value);
        }
    }

    @Override
    protected RubyHashEntry internalGetEntry(IRubyObject key) {
        RubyHashEntry entry = super.internalGetEntry(key);
        if (entry == NO_ENTRY && entries != null) {
            Object found = find(key);
            if (found != Entries.ABSENT) {
                internalPut(key instanceof RubyString text ? text.newFrozen() : key, convert(found));
                entry = super.internalGetEntry(key);
            }
        }
        return entry;
    }

    private Object find(IRubyObject key) {
        Entries source = entries;
        if (key instanceof RubyString text) {
            String name = values.toJava(text);
            return shielded(() -> source.find(name));
        }
        if (key instanceof RubyFixnum number) {
            long value = number.getLongValue();
            Object found = value == (int) value ? shielded(() -> source.find((int) value)) : Entries.ABSENT;
            return found == Entries.ABSENT ? shielded(() -> source.find(value)) : found;
        }
        return Entries.ABSENT;
    }

    private IRubyObject convert(Object value) {
        return shielded(() -> values.toRuby(value));
    }

    private static <T> T shielded(Supplier<T> call) {
        try {
            return call.get();
        } catch (ContextFailure | RaiseException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw new ContextFailure(failure);
        }
    }

    @Override
    public IRubyObject op_aref(ThreadContext context, IRubyObject key) {
        IRubyObject value = internalGet(key);
        if (value == null) {
            throw context.runtime.newIndexError("Unable to retrieve hash value for key '" + key.asString() + "'");
        }
        return value;
    }

    // dig is lenient, as on a hash; only [] is strict.

    @Override
    public IRubyObject dig(ThreadContext context, IRubyObject key) {
        IRubyObject value = internalGet(key);
        return value == null ? context.nil : value;
    }

    @Override
    public IRubyObject dig(ThreadContext context, IRubyObject first, IRubyObject second) {
        return digInto(context, first, second);
    }

    @Override
    public IRubyObject dig(ThreadContext context, IRubyObject first, IRubyObject second, IRubyObject third) {
        return digInto(context, first, second, third);
    }

    @Override
    public IRubyObject dig(ThreadContext context, IRubyObject[] keys) {
        if (keys.length == 1) {
            return dig(context, keys[0]);
        }
        return digInto(context, keys[0], Arrays.copyOfRange(keys, 1, keys.length));
    }

    private IRubyObject digInto(ThreadContext context, IRubyObject first, IRubyObject... rest) {
        IRubyObject value = dig(context, first);
        return value.isNil() ? value : value.callMethod(context, "dig", rest);
    }

    // What Ruby's own Java code calls when this hash is an argument: of merge, of JSON.generate, of ** and so on.

    @Override
    public <T> void visitAll(ThreadContext context, VisitorWithStateI visitor) {
        load();
        super.visitAll(context, visitor);
    }

    @Override
    public <T> void visitAll(ThreadContext context, VisitorWithState visitor, T state) {
        load();
        super.visitAll(context, visitor, state);
    }

    @Override
    public int size() {
        load();
        return super.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public RubyFixnum rb_size(ThreadContext context) {
        load();
        return super.rb_size(context);
    }

    @Override
    public <T> boolean allSymbols() {
        load();
        return super.allSymbols();
    }

    @Override
    public Set keySet() {
        load();
        return super.keySet();
    }

    @Override
    public Set directKeySet() {
        load();
        return super.directKeySet();
    }

    @Override
    public Collection directValues() {
        load();
        return super.directValues();
    }

    @Override
    public Set entrySet() {
        load();
        return super.entrySet();
    }

    @Override
    public Set directEntrySet() {
        load();
        return super.directEntrySet();
    }

    @Override
    public RubyHash dupFast(ThreadContext context) {
        load();
        RubyHash copy = RubyHash.newHash(context.runtime);
        super.visitAll(context, CopyTo.INSTANCE, copy);
        return copy;
    }
}
