package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** JSON values as texts (integrator spec 2.2, Types). */
public final class Texts {

    private Texts() {}

    /** A text as itself, a number without exponent, nothing as the empty text, objects and arrays as compact JSON. */
    public static String of(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return node.isBoolean() ? node.asText() : node.toString();
    }
}
