package dev.arbor.engine.expression;

import java.util.List;
import org.jruby.RubyClass;
import org.jruby.RubyModule;
import org.jruby.ast.BlockAcceptingNode;
import org.jruby.ast.BlockNode;
import org.jruby.ast.IterNode;
import org.jruby.ast.NilImplicitNode;
import org.jruby.ast.Node;
import org.jruby.ast.TrueNode;
import org.jruby.ast.UntilNode;
import org.jruby.internal.runtime.methods.DynamicMethod;
import org.jruby.internal.runtime.methods.JavaMethod;
import org.jruby.runtime.Block;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.Visibility;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * Makes expressions ask often enough whether they shall stop. Ruby asks in its loops ({@code while}, {@code loop}) and
 * in some of its own methods; an {@code Array#each} in an {@code each} in an {@code each} never does, nor does a method
 * that calls itself twice. So each block asks when it begins, and each method that an expression defines when called.
 */
final class Polls {

    private Polls() {}

    /** Puts a question at the start of each block: a loop of one round, which is where Ruby itself has its question. */
    static void insert(Node node) {
        for (Node child : node.childNodes()) {
            if (child != null) {
                insert(child);
            }
        }
        if (node instanceof BlockAcceptingNode call
                && call.getIterNode() instanceof IterNode block
                && block.getClass() == IterNode.class) {
            call.setIterNode(new IterNode(
                    block.getLine(), block.getArgsNode(), polling(block), block.getScope(), block.getEndLine()));
        }
    }

    private static Node polling(IterNode iter) {
        int line = iter.getLine();
        BlockNode body = new BlockNode(line);
        body.add(new UntilNode(line, new TrueNode(line), NilImplicitNode.NIL, false));
        body.add(iter.getBodyNode());
        return body;
    }

    /** Lambdas written with an arrow have no block to put a question into, so calling one asks. */
    static void insertIntoCalls(RubyClass proc) {
        for (String name : List.of("call", "()", "yield", "===", "[]")) {
            proc.addMethod(name, new Polling(proc, name, proc.searchMethod(name)));
        }
    }

    /** Binder#singleton_method_added: wraps what a {@code def} in an expression has just defined. */
    static final class Hook extends JavaMethod.JavaMethodOne {

        Hook(RubyModule binder) {
            super(binder, Visibility.PRIVATE, "singleton_method_added");
        }

        @Override
        public IRubyObject call(ThreadContext context, IRubyObject self, RubyModule type, String name, IRubyObject id) {
            RubyClass singleton = self.getSingletonClass();
            String added = id.asJavaString();
            DynamicMethod method = singleton.getMethods().get(added);
            if (method != null && !(method instanceof Polling)) {
                singleton.addMethod(added, new Polling(singleton, added, method));
            }
            return context.nil;
        }
    }

    private static final class Polling extends DynamicMethod {

        private final DynamicMethod method;

        Polling(RubyModule owner, String name, DynamicMethod method) {
            super(owner, method.getVisibility(), name);
            this.method = method;
        }

        @Override
        public IRubyObject call(
                ThreadContext context,
                IRubyObject self,
                RubyModule type,
                String name,
                IRubyObject[] arguments,
                Block block) {
            context.callThreadPoll();
            return method.call(context, self, type, name, arguments, block);
        }

        @Override
        public DynamicMethod dup() {
            return new Polling(getImplementationClass(), getName(), method);
        }
    }
}
