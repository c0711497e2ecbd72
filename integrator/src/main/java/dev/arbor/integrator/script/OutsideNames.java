package dev.arbor.integrator.script;

import dev.arbor.integrator.api.Scripts.Name;
import dev.arbor.integrator.api.Scripts.Position;
import dev.arbor.integrator.api.Scripts.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.ElementGet;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.ObjectProperty;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.Scope;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.UpdateExpression;

/** Collects the names that an expression uses and does not declare. */
final class OutsideNames implements NodeVisitor {

    private final IntFunction<Position> positions;
    private final List<Name> found = new ArrayList<>();

    OutsideNames(IntFunction<Position> positions) {
        this.positions = positions;
    }

    List<Name> found() {
        return List.copyOf(found);
    }

    @Override
    public boolean visit(AstNode node) {
        if (node instanceof org.mozilla.javascript.ast.Name name && isReference(name) && !isDeclared(name)) {
            found.add(use(name));
        }
        return true;
    }

    private static boolean isReference(AstNode name) {
        AstNode parent = name.getParent();
        if (parent instanceof PropertyGet get) {
            return get.getTarget() == name;
        }
        if (parent instanceof ObjectProperty property) {
            return property.getValue() == name;
        }
        return !(parent instanceof FunctionNode function && function.getFunctionName() == name);
    }

    private static boolean isDeclared(org.mozilla.javascript.ast.Name name) {
        for (Scope scope = name.getEnclosingScope(); scope != null; scope = outer(scope)) {
            if (scope.getSymbol(name.getIdentifier()) != null
                    || scope instanceof FunctionNode function
                            && (name.getIdentifier().equals(function.getName())
                                    || name.getIdentifier().equals("arguments"))) {
                return true;
            }
        }
        return false;
    }

    private static Scope outer(Scope scope) {
        return scope.getParentScope() != null ? scope.getParentScope() : scope.getEnclosingScope();
    }

    private Name use(org.mozilla.javascript.ast.Name name) {
        AstNode parent = name.getParent();
        Position position = positions.apply(name.getAbsolutePosition());
        String id = name.getIdentifier();
        if (parent instanceof FunctionCall call && call.getTarget() == name) {
            Optional<AstNode> first = call.getArguments().stream().findFirst();
            return new Name(id, Usage.CALL, first.flatMap(OutsideNames::text), position);
        }
        if (parent instanceof ElementGet get && get.getTarget() == name) {
            return new Name(id, assigned(get) ? Usage.ASSIGNMENT : Usage.MEMBER, text(get.getElement()), position);
        }
        if (parent instanceof PropertyGet get && get.getTarget() == name) {
            Optional<String> member = Optional.of(get.getProperty().getIdentifier());
            return new Name(id, assigned(get) ? Usage.ASSIGNMENT : Usage.MEMBER, member, position);
        }
        if (parent instanceof UnaryExpression unary && unary.getType() == Token.TYPEOF) {
            return new Name(id, Usage.TYPE_OF, Optional.empty(), position);
        }
        return new Name(id, assigned(name) ? Usage.ASSIGNMENT : Usage.PLAIN, Optional.empty(), position);
    }

    private static boolean assigned(AstNode node) {
        return node.getParent() instanceof Assignment assignment && assignment.getLeft() == node
                || node.getParent() instanceof UpdateExpression;
    }

    private static Optional<String> text(AstNode node) {
        return node instanceof StringLiteral literal ? Optional.of(literal.getValue()) : Optional.empty();
    }
}
