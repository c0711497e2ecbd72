package dev.arbor.engine.expression;

import java.util.Set;
import org.jruby.Ruby;
import org.jruby.RubyClass;
import org.jruby.RubyModule;
import org.jruby.internal.runtime.methods.DynamicMethod;
import org.jruby.runtime.Block;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.Visibility;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * Makes the Ruby class of {@link ContextHash}: each method of Hash that is not a lookup first loads the whole hash. This
 * is done for whatever methods Hash has, so that none can be forgotten.
 */
final class ContextHashMethods {

    private static final Set<String> LOOKUPS = Set.of(
            "[]",
            "key?",
            "has_key?",
            "include?",
            "member?",
            "fetch",
            "dig",
            "values_at",
            "fetch_values",
            "default",
            "compare_by_identity?",
            "initialize");

    private ContextHashMethods() {}

    static RubyClass define(Ruby ruby, RubyModule under) {
        RubyClass type = under.defineClassUnder("ContextHash", ruby.getHash(), ContextHash::new);
        for (var method : ruby.getHash().getMethods().entrySet()) {
            if (!LOOKUPS.contains(method.getKey()) && !method.getValue().isUndefined()) {
                type.addMethod(method.getKey(), new LoadFirst(type, method.getKey(), method.getValue()));
            }
        }
        // JSON mixes this one in from outside.
        type.addMethod("to_json", new LoadFirst(type, "to_json", ruby.getHash().searchMethod("to_json")));
        return type;
    }

    private static final class LoadFirst extends DynamicMethod {

        private final DynamicMethod method;

        LoadFirst(RubyModule owner, String name, DynamicMethod method) {
            super(owner, Visibility.PUBLIC, name);
            this.method = method;
            setVisibility(method.getVisibility());
        }

        @Override
        public IRubyObject call(
                ThreadContext context,
                IRubyObject self,
                RubyModule type,
                String name,
                IRubyObject[] arguments,
                Block block) {
            if (self instanceof ContextHash hash) {
                hash.load();
            }
            return method.call(context, self, type, name, arguments, block);
        }

        @Override
        public DynamicMethod dup() {
            return new LoadFirst(getImplementationClass(), getName(), method);
        }
    }
}
