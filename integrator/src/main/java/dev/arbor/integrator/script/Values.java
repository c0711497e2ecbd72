package dev.arbor.integrator.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;

/** JSON as scripts see it, and what scripts give as JSON. */
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEPTH = 200;
    private static final long SIZE = 20_000_000;

    private final Context context;
    private final Scriptable scope;
    private long size;

    /** Of one evaluation. */
    public Values(Context context, Scriptable scope) {
        this.context = context;
        this.scope = scope;
    }

    /** A document as a script sees it. */
    public Object toScript(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case NUMBER -> node.isInt() ? (Object) node.intValue() : (Object) node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> {
                Object[] elements = new Object[node.size()];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = toScript(node.get(i));
                }
                yield context.newArray(scope, elements);
            }
            case OBJECT -> {
                Scriptable object = context.newObject(scope);
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    put(object, field.getKey(), toScript(field.getValue()));
                }
                yield object;
            }
            case MISSING -> Undefined.instance;
            default -> null;
        };
    }

    /** Scripts look for {@code o["7"]} among the numbers. */
    private static void put(Scriptable object, String key, Object value) {
        int index = index(key);
        if (index >= 0) {
            object.put(index, object, value);
        } else {
            object.put(key, object, value);
        }
    }

    private static int index(String key) {
        int length = key.length();
        if (length == 0 || length > 9 || key.charAt(0) == '0' && length > 1) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(key);
    }

    /** As JSON.stringify would, but that numbers which are none, and functions, are null everywhere. */
    public JsonNode toJson(Object value) {
        return toJson(value, 0);
    }

    /** The same, but that undefined is a missing node. */
    JsonNode toJsonOrMissing(Object value) {
        return Undefined.isUndefined(value) ? MissingNode.getInstance() : toJson(value);
    }

    private JsonNode toJson(Object value, int depth) {
        if (depth > DEPTH) {
            throw new Budget.ExhaustedError("its result is deeper than " + DEPTH + " levels or contains itself");
        }
        if (value == null || Undefined.isUndefined(value) || value instanceof Symbol || value instanceof Callable) {
            return NullNode.instance;
        }
        if (value instanceof CharSequence text) {
            count(text.length());
            return JSON.textNode(text.toString());
        }
        count(8);
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof BigInteger number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        return value instanceof ScriptableObject object ? structure(object, depth) : NullNode.instance;
    }

    private static JsonNode number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NullNode.instance;
        }
        if (number != Math.rint(number) || Math.abs(number) >= 1e15) {
            return JSON.numberNode(number);
        }
        return Math.abs(number) <= Integer.MAX_VALUE ? JSON.numberNode((int) number) : JSON.numberNode((long) number);
    }

    private JsonNode structure(ScriptableObject object, int depth) {
        switch (object.getClassName()) {
            case "Date":
                return toJson(ScriptableObject.callMethod(context, object, "toISOString", new Object[0]), depth);
            case "String", "Number", "Boolean":
                return toJson(ScriptableObject.callMethod(context, object, "valueOf", new Object[0]), depth);
            default:
                break;
        }
        if (object instanceof NativeArray array) {
            ArrayNode json = JSON.arrayNode();
            for (long i = 0; i < array.getLength(); i++) {
                count(1);
                json.add(toJson(ScriptableObject.getProperty(array, (int) i), depth + 1));
            }
            return json;
        }
        ObjectNode json = JSON.objectNode();
        for (Object id : object.getIds()) {
            Object value = id instanceof Integer index
                    ? ScriptableObject.getProperty(object, index)
                    : ScriptableObject.getProperty(object, String.valueOf(id));
            count(String.valueOf(id).length());
            json.set(String.valueOf(id), toJson(value, depth + 1));
        }
        return json;
    }

    private void count(long more) {
        size += more;
        if (size > SIZE) {
            throw new Budget.ExhaustedError("its result is larger than " + SIZE + " characters");
        }
    }
}
