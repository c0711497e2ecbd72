package dev.arbor.engine.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jruby.ParseResult;
import org.jruby.Ruby;
import org.jruby.RubyClass;
import org.jruby.RubyModule;
import org.jruby.RubyObject;
import org.jruby.RubyString;
import org.jruby.ast.BlockNode;
import org.jruby.ast.DefsNode;
import org.jruby.ast.NewlineNode;
import org.jruby.ast.Node;
import org.jruby.ast.RootNode;
import org.jruby.exceptions.RaiseException;
import org.jruby.internal.runtime.methods.DynamicMethod;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * Turns the text of a template or condition into a {@link Program}.
 *
 * <p>The method is defined on an object of ours and taken off it again: nothing in Ruby refers to it afterwards, so
 * that a program which leaves the cache is garbage. Ruby interprets it at first and makes a class of it only once it has
 * been called some fifty times; that class has its own loader and goes with it.
 */
final class Compiler {

    /** Name under which backtraces and syntax errors speak of the text. */
    static final String FILE = "template";

    private static final int MOST_NAMES = 500;

    static final String METHOD = "expression";
    static final String BUFFER = "_erbout";

    private static final Pattern VARIABLE = Pattern.compile("(?<![@\\w])@([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern DYNAMIC = Pattern.compile(
            "\\b(?:binding|eval|(?:instance|class|module)_(?:eval|exec)|instance_variable\\w*|(?:public_|__)?send(?:__)?"
                    + "|method)\\b");
    private static final Pattern DEFINES = Pattern.compile("\\bdef\\b|\\bdefine_method\\b|\\balias\\b|\\bundef\\b");

    /** The variables of spec 3.5, for text that may reach them without naming them. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "results",
            "variables",
            "inputs",
            "run",
            "source",
            "task",
            "trigger",
            "error",
            "event",
            "submission",
            "submission_previous",
            "submission_changes",
            "values",
            "values_previous",
            "values_changes",
            "form",
            "form_previous",
            "kapp",
            "space",
            "form_attributes",
            "kapp_attributes",
            "space_attributes",
            "team_attributes",
            "user_attributes",
            "user_profile_attributes",
            "form_attributes_previous",
            "kapp_attributes_previous",
            "space_attributes_previous",
            "team_attributes_previous",
            "user_attributes_previous",
            "user_profile_attributes_previous",
            "user",
            "user_previous",
            "team",
            "team_previous",
            "team_membership",
            "discussion",
            "invitation",
            "invitee",
            "request",
            "request_body_params",
            "request_query_params",
            "request_headers",
            "requested_by");

    private final Ruby ruby;
    private final RubyClass binder;
    private final Set<String> met = new HashSet<>();
    private RubyClass current;
    private final RubyModule templates;
    private final RubyValues values;
    private final RubyObject holder;

    Compiler(Ruby ruby, RubyClass binder, RubyModule templates, RubyValues values) {
        this.values = values;
        this.ruby = ruby;
        this.binder = binder;
        this.current = binder;
        this.templates = templates;
        this.holder = new RubyObject(ruby, ruby.getObject());
    }

    Program template(String text) {
        return erb("source", text);
    }

    /** A template that escapes what it puts in. */
    Program markup(String text) {
        return erb("xml_source", text);
    }

    private Program erb(String method, String text) {
        try {
            ThreadContext context = ruby.getCurrentContext();
            IRubyObject source = templates.callMethod(context, method, RubyString.newString(ruby, text));
            // What ERB returns is declared as bytes.
            return compile(context, values.toJava(source.convertToString()), BUFFER);
        } catch (RaiseException | StackOverflowError fault) {
            return new Program.Broken(Faults.of(ruby, fault));
        }
    }

    Program condition(String text) {
        try {
            return compile(ruby.getCurrentContext(), "\n" + text, "");
        } catch (RaiseException | StackOverflowError fault) {
            return new Program.Broken(Faults.of(ruby, fault));
        }
    }

    /** The first line of the source belongs to us; the text starts at its second, which is called line 1. */
    private Program compile(ThreadContext context, String source, String parameter) {
        // A def in the text shall define on this evaluation's binder and on nothing that outlives it.
        String body = DEFINES.matcher(source).find() ? "instance_eval do " + source + "\nend" : source;
        String method = "def self." + METHOD + "(" + parameter + ");" + body + "\nend";
        RootNode root;
        try {
            root = parse(method);
        } catch (RaiseException invalid) {
            if (!mayNotStandInMethod(invalid)) {
                throw invalid;
            }
            return new Program.Script(RubyString.newString(ruby, source).newFrozen(), binding(source));
        }
        Polls.insert(root);
        return new Program.Method(define(context, root), binding(source));
    }

    /** Parses, and keeps text such as {@code true end; x; begin} from closing our method and running while compiled. */
    private RootNode parse(String method) {
        RootNode root = (RootNode) ruby.getParserManager()
                .parseEval(FILE, -1, RubyString.newString(ruby, method).getByteList(), null)
                .getAST();
        Node node = root.getBodyNode();
        while (node instanceof NewlineNode || node instanceof BlockNode block && block.size() == 1) {
            node = node instanceof NewlineNode newline ? newline.getNextNode() : ((BlockNode) node).get(0);
        }
        if (!(node instanceof DefsNode)) {
            throw ruby.newSyntaxError(FILE + ": syntax error, unexpected 'end'");
        }
        return root;
    }

    private static boolean mayNotStandInMethod(RaiseException invalid) {
        String message = String.valueOf(invalid.getMessage());
        return message.contains("dynamic constant assignment")
                || message.contains("class definition in method body")
                || message.contains("module definition in method body");
    }

    private synchronized DynamicMethod define(ThreadContext context, RootNode root) {
        ruby.runInterpreter(context, (ParseResult) root, holder);
        RubyClass type = holder.getSingletonClass();
        DynamicMethod defined = type.searchMethod(METHOD);
        type.removeMethod(context, METHOD);
        return defined;
    }

    private Program.Binding binding(String source) {
        Set<String> names = new LinkedHashSet<>();
        Matcher mentioned = VARIABLE.matcher(source);
        while (mentioned.find()) {
            names.add(mentioned.group(1));
        }
        if (DYNAMIC.matcher(source).find()) {
            names.addAll(WELL_KNOWN);
        }
        return binding(names);
    }

    /** A class has a place for each variable name that it ever met, in each object; so a class that met many is left. */
    private synchronized Program.Binding binding(Set<String> names) {
        met.addAll(names);
        if (met.size() > MOST_NAMES) {
            met.clear();
            met.addAll(names);
            current = RubyClass.newClass(ruby, binder);
        }
        List<Program.Variable> variables = new ArrayList<>(names.size());
        for (String name : names) {
            variables.add(new Program.Variable(name, current.getVariableAccessorForWrite("@" + name)));
        }
        return new Program.Binding(current, List.copyOf(variables));
    }
}
