package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** JSON values as texts (integrator spec 2.2, Types). */
public final class Texts {

    private static final int ZEROS = 400;

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
            if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
                return "";
            }
            BigDecimal number = node.decimalValue();
            if (number.signum() == 0) {
                return "0";
            }
            BigDecimal plain = number.stripTrailingZeros();
            // 1e999999999 would be as many zeros.
            return Math.abs((long) plain.scale()) > ZEROS ? plain.toString() : plain.toPlainString();
        }
        return node.isBoolean() ? node.asText() : node.toString();
    }
}
