package dev.arbor.engine.expression;

import java.util.List;
import org.jruby.RubyClass;
import org.jruby.RubyString;
import org.jruby.internal.runtime.methods.DynamicMethod;
import org.jruby.runtime.ivars.VariableAccessor;

/** What a template or condition was compiled to. */
sealed interface Program {

    /** A variable of the context that the text mentions. */
    record Variable(String name, VariableAccessor accessor) {}

    /** The class of the binder and the variables to set in it. */
    record Binding(RubyClass binder, List<Variable> variables) {}

    /** The usual case: a method that is called with a fresh binder as its self, and that only this object refers to. */
    record Method(DynamicMethod body, Binding binding) implements Program {}

    /** Text that may not stand in a method (it defines a class or a constant): evaluated as source each time. */
    record Script(RubyString source, Binding binding) implements Program {}

    /** Text that is no valid Ruby; remembered, so that it costs one compilation however often it is tried. */
    record Broken(ExpressionException fault) implements Program {}
}
