package dev.arbor.integrator.script;

import dev.arbor.integrator.api.Scripts.Inspection;
import dev.arbor.integrator.api.Scripts.Name;
import dev.arbor.integrator.api.Scripts.Position;
import dev.arbor.integrator.api.Scripts.SyntaxProblem;
import java.util.List;
import java.util.Optional;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.ast.AstRoot;

/** Reads expressions without evaluating them. */
final class Reader {

    private final Sandbox sandbox;

    Reader(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Inspection inspect(String expression) {
        return sandbox.with(context -> {
            String text = expression.replace("\r\n", " \n").replace('\r', '\n');
            FirstProblem problem = new FirstProblem();
            try {
                // As the sandbox compiles it: within brackets only an expression is one.
                parse(context, "[" + text + "\n]", problem);
                AstRoot root = parse(context, "(" + text + "\n)", problem);
                sandbox.compile(context, expression);
                return new Inspection(Optional.empty(), names(root, text));
            } catch (EvaluatorException e) {
                return problem.message() == null
                        ? failed(e.details(), new Position(Math.max(1, e.lineNumber()), 1))
                        : failed(problem.message(), position(text, problem.offset() - 1));
            } catch (StackOverflowError e) {
                return failed("it is nested too deep", new Position(1, 1));
            }
        });
    }

    private static AstRoot parse(Context context, String text, FirstProblem problem) {
        CompilerEnvirons environs = new CompilerEnvirons();
        environs.initFromContext(context);
        return new Parser(environs, problem).parse(text, "expression", 1);
    }

    private static List<Name> names(AstRoot root, String text) {
        OutsideNames names = new OutsideNames(offset -> position(text, offset - 1));
        root.visit(names);
        return names.found();
    }

    private static Inspection failed(String message, Position position) {
        return new Inspection(Optional.of(new SyntaxProblem(message, position)), List.of());
    }

    /** Where an offset is; one outside of the text is at its end. */
    private static Position position(String text, int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = 1;
        int begin = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Position(line, text.codePointCount(begin, end) + 1);
    }
}
