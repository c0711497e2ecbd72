package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Place;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Binds the parameters of an operation (integrator spec 1.12): a template of one tag keeps the type of its value. */
final class Binding {

    private final Target target;
    private final Templates templates;

    Binding(Target target, Templates templates) {
        this.target = target;
        this.templates = templates;
    }

    void bind(PreparedStatement prepared, List<String> names, ObjectNode operation, Arguments arguments)
            throws SQLException, CallException {
        for (int i = 0; i < names.size(); i++) {
            bind(prepared, i + 1, value(operation, names.get(i), arguments));
        }
    }

    private JsonNode value(ObjectNode operation, String name, Arguments arguments) throws CallException {
        Optional<JsonNode> told = target.parameter(operation, name);
        if (told.isEmpty()) {
            throw new CallException(
                    Reason.INVALID_REQUEST,
                    "Expected a value for the parameter '" + name + "' of the statement, but there is none.");
        }
        JsonNode value = told.get();
        if (!value.isTextual()) {
            return value;
        }
        Template template = templates.of(value.textValue());
        return template.isOneTag()
                ? template.only(arguments)
                : operation.textNode(template.render(arguments, Place.TEXT));
    }

    private void bind(PreparedStatement prepared, int at, JsonNode value) throws SQLException {
        if (value.isMissingNode() || value.isNull()) {
            prepared.setNull(at, target.nullType());
        } else if (value.isBoolean()) {
            prepared.setBoolean(at, value.booleanValue());
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            prepared.setLong(at, value.longValue());
        } else if (value.isNumber()) {
            prepared.setBigDecimal(at, value.decimalValue());
        } else {
            prepared.setString(at, value.isTextual() ? value.textValue() : value.toString());
        }
    }
}
