package dev.arbor.engine.expression;

import dev.arbor.engine.ruby.RubyStart;
import java.util.List;
import org.jcodings.specific.UTF8Encoding;
import org.jruby.Ruby;
import org.jruby.RubyClass;
import org.jruby.RubyModule;
import org.jruby.RubyObject;
import org.jruby.RubyString;
import org.jruby.embed.ScriptingContainer;
import org.jruby.internal.runtime.methods.JavaMethod;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.Visibility;
import org.jruby.runtime.builtin.IRubyObject;
import org.jruby.util.ByteList;

/** The one Ruby runtime that all expressions share; data goes in as the state of a fresh binder and in no other way. */
final class RubyRuntime implements AutoCloseable {

    /** What expressions may see of the environment: it holds passwords of ours. */
    private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "PWD");

    private final ScriptingContainer container;
    private final Ruby ruby;
    private final RubyClass buffer;
    private final RubyValues values;
    private final Compiler compiler;

    RubyRuntime() {
        container = RubyStart.container(new LoggedOutput("stdout"), new LoggedOutput("stderr"), ENVIRONMENT);
        container.runScriptlet(RubyStart.source(RubyRuntime.class, "prelude.rb"));
        container.runScriptlet(RubyStart.compatibility());
        ruby = container.getProvider().getRuntime();
        RubyModule utils = (RubyModule) container.runScriptlet("KineticTask::Utils");
        RubyClass binder = utils.getClass("Binder");
        buffer = utils.defineClassUnder(
                "Buffer", ruby.getString(), ruby.getString().getAllocator());
        values = new RubyValues(ruby, ContextHashMethods.define(ruby, utils), CalleeObject.define(ruby, utils));
        Polls.insertIntoCalls(ruby.getProc());
        binder.addMethod("singleton_method_added", new Polls.Hook(binder));
        buffer.addMethod("<<", new Append(buffer, values));
        buffer.addMethod("xml", new AppendXml(buffer, values));
        compiler = new Compiler(ruby, binder, utils.getClass("Template"), values);
        container.runScriptlet("Arbor.seal");
    }

    Ruby ruby() {
        return ruby;
    }

    Compiler compiler() {
        return compiler;
    }

    String text(IRubyObject result) {
        return result instanceof RubyString string ? values.toJava(string) : "";
    }

    /** Runs a program; for a template the result is the rendered string. */
    IRubyObject run(ThreadContext context, Program program, Context variables, boolean template) {
        if (program instanceof Program.Method method) {
            IRubyObject self = binder(method.binding(), variables);
            if (!template) {
                return method.body().call(context, self, method.body().getImplementationClass(), Compiler.METHOD);
            }
            RubyString output = new RubyString(ruby, buffer, new ByteList(64), UTF8Encoding.INSTANCE);
            IRubyObject result =
                    method.body().call(context, self, method.body().getImplementationClass(), Compiler.METHOD, output);
            return result instanceof RubyString ? result : output;
        }
        Program.Script script = (Program.Script) program;
        IRubyObject self = binder(script.binding(), variables);
        RubyString source = script.source();
        if (template) {
            source = (RubyString) RubyString.newString(ruby, Compiler.BUFFER + " = ::KineticTask::Utils::Buffer.new;")
                    .op_plus(context, source);
        }
        return self.callMethod(context, "evaluate_source", source);
    }

    private IRubyObject binder(Program.Binding binding, Context variables) {
        RubyObject self = new RubyObject(ruby, binding.binder());
        for (Program.Variable variable : binding.variables()) {
            Object value = provided(variables, variable.name());
            if (value != null) {
                variable.accessor().set(self, values.toRuby(value));
            }
        }
        return self;
    }

    private static Object provided(Context variables, String name) {
        try {
            return variables.variable(name);
        } catch (RuntimeException failure) {
            throw new ContextFailure(failure);
        }
    }

    /** After an evaluation was killed: whatever it left in the Ruby state of this thread goes with that state. */
    void forgetThread(ThreadContext context) {
        ruby.getThreadService().unregisterCurrentThread(context);
    }

    @Override
    public void close() {
        container.terminate();
    }

    /** Buffer#<<: appends text of any encoding to the UTF-8 output, where String#<< would raise or spoil it. */
    private static final class Append extends JavaMethod.JavaMethodOne {

        private final RubyValues values;

        Append(RubyModule owner, RubyValues values) {
            super(owner, Visibility.PUBLIC, "<<");
            this.values = values;
        }

        @Override
        public IRubyObject call(
                ThreadContext context, IRubyObject self, RubyModule type, String name, IRubyObject argument) {
            RubyString output = (RubyString) self;
            if (argument instanceof RubyString text) {
                return output.catWithCodeRange(values.toUtf8(context, text));
            }
            return output.concat(context, argument);
        }
    }
}
