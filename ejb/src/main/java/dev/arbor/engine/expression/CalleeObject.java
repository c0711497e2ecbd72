package dev.arbor.engine.expression;

import dev.arbor.engine.api.RubyRules.Callee;
import java.util.ArrayList;
import java.util.List;
import org.jruby.Ruby;
import org.jruby.RubyArray;
import org.jruby.RubyBoolean;
import org.jruby.RubyClass;
import org.jruby.RubyInteger;
import org.jruby.RubyModule;
import org.jruby.RubyObject;
import org.jruby.exceptions.RaiseException;
import org.jruby.internal.runtime.methods.JavaMethod;
import org.jruby.runtime.ObjectAllocator;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.Visibility;
import org.jruby.runtime.builtin.IRubyObject;

/** A {@link Callee} as Ruby sees it: whatever it is not as an object goes to Java. */
final class CalleeObject extends RubyObject {

    private final RubyValues values;
    private final Callee callee;

    CalleeObject(Ruby ruby, RubyClass type, RubyValues values, Callee callee) {
        super(ruby, type);
        this.values = values;
        this.callee = callee;
    }

    static RubyClass define(Ruby ruby, RubyModule under) {
        RubyClass type = under.defineClassUnder("Callee", ruby.getObject(), ObjectAllocator.NOT_ALLOCATABLE_ALLOCATOR);
        type.addMethod("method_missing", new Dispatch(type));
        // What every object has, and requests have under the same name.
        type.addMethod("method", new Named(type, "method"));
        return type;
    }

    private IRubyObject dispatch(ThreadContext context, String method, List<IRubyObject> arguments) {
        List<Object> plain = new ArrayList<>(arguments.size());
        arguments.forEach(each -> plain.add(plain(context, each)));
        Object result;
        try {
            result = callee.call(method, plain);
        } catch (IllegalArgumentException e) {
            throw context.runtime.newArgumentError(e.getMessage());
        } catch (RaiseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ContextFailure(e);
        }
        if (result == Callee.NO_METHOD) {
            throw context.runtime.newNoMethodError("undefined method '" + method + "'", method, context.nil);
        }
        return values.toRuby(result);
    }

    private Object plain(ThreadContext context, IRubyObject value) {
        if (value.isNil()) {
            return null;
        }
        if (value instanceof RubyArray<?> array) {
            List<Object> items = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                items.add(plain(context, array.eltOk(i)));
            }
            return items;
        }
        if (value instanceof RubyBoolean) {
            return value.isTrue();
        }
        if (value instanceof RubyInteger number) {
            return number.getLongValue();
        }
        return values.toJava(value.asString());
    }

    private static final class Dispatch extends JavaMethod.JavaMethodN {

        Dispatch(RubyModule owner) {
            super(owner, Visibility.PUBLIC, "method_missing");
        }

        @Override
        public IRubyObject call(
                ThreadContext context, IRubyObject self, RubyModule type, String name, IRubyObject[] arguments) {
            return ((CalleeObject) self)
                    .dispatch(
                            context,
                            arguments[0].asJavaString(),
                            List.of(arguments).subList(1, arguments.length));
        }
    }

    private static final class Named extends JavaMethod.JavaMethodN {

        private final String named;

        Named(RubyModule owner, String name) {
            super(owner, Visibility.PUBLIC, name);
            this.named = name;
        }

        @Override
        public IRubyObject call(
                ThreadContext context, IRubyObject self, RubyModule type, String name, IRubyObject[] arguments) {
            return ((CalleeObject) self).dispatch(context, named, List.of(arguments));
        }
    }
}
