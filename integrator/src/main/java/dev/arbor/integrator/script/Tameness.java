package dev.arbor.integrator.script;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.ArrayLiteral;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.ConditionalExpression;
import org.mozilla.javascript.ast.ElementGet;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.KeywordLiteral;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NewExpression;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.ParenthesizedExpression;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.RegExpLiteral;
import org.mozilla.javascript.ast.ReturnStatement;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.TemplateCharacters;
import org.mozilla.javascript.ast.TemplateLiteral;
import org.mozilla.javascript.ast.UnaryExpression;

/**
 * Whether an expression reads and computes and can change nothing but the data it was given: then the standard objects of
 * its scope are the same afterwards, and other evaluations may use them. Told by what it consists of, every part of which
 * has to be on a list; whatever is not is wild, and has a scope of its own. Nearly all that is in use is tame: paths,
 * defaults, functions of the caller, {@code map}, {@code join}, {@code split}, {@code replace}.
 */
final class Tameness {

    /** What tame expressions call: nothing of it changes more than the list it is called on, or runs what is a text. */
    private static final Set<String> METHODS = Set.of(
            "map",
            "filter",
            "find",
            "findIndex",
            "some",
            "every",
            "reduce",
            "flatMap",
            "flat",
            "join",
            "slice",
            "concat",
            "includes",
            "indexOf",
            "lastIndexOf",
            "at",
            "split",
            "replace",
            "replaceAll",
            "trim",
            "toLowerCase",
            "toUpperCase",
            "startsWith",
            "endsWith",
            "substring",
            "charAt",
            "match",
            "toFixed",
            "toString");

    /** Those of them that call what they are given. */
    private static final Set<String> CALLING =
            Set.of("map", "filter", "find", "findIndex", "some", "every", "reduce", "flatMap", "replace", "replaceAll");

    private static final Set<String> STANDARD = Set.of(
            "constructor",
            "prototype",
            "arguments",
            "caller",
            "callee",
            "globalThis",
            "this",
            "Object",
            "Array",
            "String",
            "Number",
            "Boolean",
            "Function",
            "RegExp",
            "Symbol",
            "Reflect",
            "Proxy",
            "Math",
            "JSON",
            "Date",
            "Map",
            "Set",
            "WeakMap",
            "WeakSet",
            "Promise",
            "Error",
            "eval");

    private static final Set<Integer> BINARY = Set.of(
            Token.OR,
            Token.AND,
            Token.NULLISH_COALESCING,
            Token.EQ,
            Token.NE,
            Token.SHEQ,
            Token.SHNE,
            Token.LT,
            Token.LE,
            Token.GT,
            Token.GE,
            Token.ADD,
            Token.SUB,
            Token.MUL,
            Token.DIV,
            Token.MOD);

    private static final Set<Integer> UNARY = Set.of(Token.NOT, Token.NEG, Token.POS, Token.TYPEOF);

    private static final Set<Integer> WORDS = Set.of(Token.NULL, Token.TRUE, Token.FALSE);

    private final Set<String> calls = new HashSet<>();
    private final Set<String> parameters = new HashSet<>();

    private Tameness() {}

    /**
     * What an expression calls by a plain name: it is tame where all of that are functions of whoever evaluates it, which
     * are given data and give data. Empty when it is wild whatever they are, as one that is malformed.
     */
    static Optional<Set<String>> calls(Context context, String expression) {
        CompilerEnvirons environs = new CompilerEnvirons();
        environs.initFromContext(context);
        Tameness tameness = new Tameness();
        try {
            AstRoot root = new Parser(environs).parse("(" + expression + "\n)", "expression", 1);
            boolean tame = root.getFirstChild() instanceof ExpressionStatement statement
                    && statement.getNext() == null
                    && tameness.isTame(statement.getExpression())
                    // A parameter can be anything, for example a function of the standard objects.
                    && Collections.disjoint(tameness.calls, tameness.parameters);
            return tame ? Optional.of(Set.copyOf(tameness.calls)) : Optional.empty();
        } catch (RhinoException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private boolean isTame(AstNode node) {
        if (node instanceof ParenthesizedExpression inner) {
            return isTame(inner.getExpression());
        }
        if (node instanceof NumberLiteral || node instanceof StringLiteral || node instanceof TemplateCharacters) {
            return true;
        }
        if (node instanceof KeywordLiteral word) {
            return WORDS.contains(word.getType());
        }
        if (node instanceof Name name) {
            return isTame(name.getIdentifier());
        }
        if (node instanceof PropertyGet get) {
            return isTame(get.getTarget()) && isTame(get.getProperty().getIdentifier());
        }
        if (node instanceof ElementGet get) {
            return isTame(get.getTarget()) && isKey(get.getElement());
        }
        if (node instanceof ConditionalExpression choice) {
            return isTame(choice.getTestExpression())
                    && isTame(choice.getTrueExpression())
                    && isTame(choice.getFalseExpression());
        }
        if (node instanceof UnaryExpression unary) {
            return UNARY.contains(unary.getOperator()) && isTame(unary.getOperand());
        }
        if (node instanceof ArrayLiteral list) {
            return list.getElements().stream().allMatch(this::isTame);
        }
        if (node instanceof TemplateLiteral template) {
            return template.getElements().stream().allMatch(this::isTame);
        }
        return isTameCall(node) || isTameCallByName(node) || isTameInfix(node);
    }

    /** Paths are infix expressions for the parser; they were looked at before this. */
    private boolean isTameInfix(AstNode node) {
        return node instanceof InfixExpression infix
                && BINARY.contains(infix.getOperator())
                && isTame(infix.getLeft())
                && isTame(infix.getRight());
    }

    /**
     * A method by its own name. What it is given to call is a function of one tame expression: one of the standard objects
     * could change what it happens to be called on.
     */
    private boolean isTameCall(AstNode node) {
        return node instanceof FunctionCall call
                && !(node instanceof NewExpression)
                && call.getTarget() instanceof PropertyGet method
                && METHODS.contains(method.getProperty().getIdentifier())
                && isTame(method.getTarget())
                && call.getArguments().stream()
                        .allMatch(argument ->
                                isTameArgument(argument, method.getProperty().getIdentifier()));
    }

    private boolean isTameCallByName(AstNode node) {
        if (node instanceof FunctionCall call
                && !(node instanceof NewExpression)
                && call.getTarget() instanceof Name name
                && isTame(name.getIdentifier())
                && call.getArguments().stream().allMatch(this::isTame)) {
            calls.add(name.getIdentifier());
            return true;
        }
        return false;
    }

    private boolean isTameArgument(AstNode argument, String method) {
        return argument instanceof RegExpLiteral
                || isTameFunction(argument)
                || isTame(argument) && (!CALLING.contains(method) || isConstant(argument));
    }

    private static boolean isConstant(AstNode node) {
        return node instanceof StringLiteral
                || node instanceof NumberLiteral
                || node instanceof ArrayLiteral
                || node instanceof KeywordLiteral;
    }

    private boolean isTameFunction(AstNode node) {
        if (node instanceof FunctionNode closure) {
            closure.getParams().stream()
                    .filter(Name.class::isInstance)
                    .forEach(parameter -> parameters.add(((Name) parameter).getIdentifier()));
        }
        return node instanceof FunctionNode function
                && function.isExpressionClosure()
                && function.getFunctionType() == FunctionNode.ARROW_FUNCTION
                && function.getDefaultParams() == null
                && function.getParams().stream().allMatch(Name.class::isInstance)
                && function.getBody().getFirstChild() instanceof ReturnStatement result
                && result.getNext() == null
                && isTame(result.getReturnValue());
    }

    /** A constant, so that it is no name that was put together; or a number counted by a loop. */
    private static boolean isKey(AstNode element) {
        return element instanceof NumberLiteral || element instanceof StringLiteral text && isTame(text.getValue());
    }

    /** The way from data to the standard objects, and names of theirs, are no part of tame expressions. */
    private static boolean isTame(String name) {
        return !name.startsWith("__") && !STANDARD.contains(name);
    }
}
