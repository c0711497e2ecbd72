package dev.arbor.platform.ksl;

import dev.arbor.integrator.api.Scripts.Inspection;
import dev.arbor.integrator.api.Scripts.Name;
import dev.arbor.integrator.api.Scripts.Position;
import dev.arbor.integrator.api.Scripts.SyntaxProblem;
import dev.arbor.integrator.api.Scripts.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds in an expression what would fail, and what would never match. */
final class Reviewer {

    /** What every expression may use. */
    private static final Set<String> STANDARD = Set.of(
            "undefined",
            "NaN",
            "Infinity",
            "Object",
            "Array",
            "String",
            "Number",
            "Boolean",
            "Date",
            "Math",
            "JSON",
            "RegExp",
            "Map",
            "Set",
            "WeakMap",
            "WeakSet",
            "Symbol",
            "BigInt",
            "Promise",
            "Error",
            "TypeError",
            "RangeError",
            "SyntaxError",
            "ReferenceError",
            "EvalError",
            "URIError",
            "parseInt",
            "parseFloat",
            "isNaN",
            "isFinite",
            "encodeURIComponent",
            "decodeURIComponent",
            "encodeURI",
            "decodeURI",
            "escape",
            "unescape",
            "globalThis",
            "Reflect",
            "Proxy",
            "ArrayBuffer",
            "Uint8Array");

    private final KslScope scope;

    Reviewer(KslScope scope) {
        this.scope = scope;
    }

    /** The findings about an expression; {@code noun} says what it is. */
    List<Finding> review(Inspection inspection, String noun) {
        if (inspection.problem().isPresent()) {
            SyntaxProblem problem = inspection.problem().get();
            return List.of(new Finding(
                    true,
                    "Expected the " + noun + " to be a JavaScript expression, but " + at(problem.position()) + ": "
                            + problem.message() + ".",
                    problem.position().line(),
                    problem.position().column()));
        }
        List<Finding> findings = new ArrayList<>();
        inspection.names().forEach(name -> {
            String message = message(name);
            if (message != null) {
                findings.add(new Finding(
                        false, message, name.position().line(), name.position().column()));
            }
        });
        return findings;
    }

    /** Whether all that an expression asks for is known; of one that is none, it is. */
    boolean knows(Inspection inspection) {
        return inspection.problem().isPresent()
                || inspection.names().stream()
                        .allMatch(name -> scope.functions().contains(name.name()) || STANDARD.contains(name.name()));
    }

    private String message(Name name) {
        String where = " " + at(name.position()) + ".";
        if (name.usage() == Usage.ASSIGNMENT) {
            return "'" + name.name() + "' is assigned to, which compares nothing; compare with ==," + where;
        }
        if (scope.functions().contains(name.name())) {
            return switch (name.usage()) {
                case MEMBER ->
                    "'" + name.name() + "' is a function and has no members: it never matches; write " + name.name()
                            + "('" + name.argument().orElse("...") + "')," + where;
                case PLAIN ->
                    "'" + name.name() + "' is a function and never equals a value; write " + name.name() + "('...'),"
                            + where;
                default -> null;
            };
        }
        if (STANDARD.contains(name.name()) || name.usage() == Usage.TYPE_OF) {
            return null;
        }
        if (KslScope.isOfPrevious(name.name())) {
            return "'" + name.name() + "' is not known here: the extension that compares with what was before is not"
                    + " switched on," + where;
        }
        return "'" + name.name() + "' is not known here; there are " + String.join(", ", scope.functions()) + ","
                + where;
    }

    static String at(Position position) {
        return "at line " + position.line() + ", column " + position.column();
    }
}
