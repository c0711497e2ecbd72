package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** What a database gives, as output expressions see it. */
final class Results {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Types of moments that know their offset; others are told without one. */
    private static final Set<String> WITH_OFFSET = Set.of("timestamptz", "datetimeoffset");

    private final Limits limits;
    private long size;

    Results(Limits limits) {
        this.limits = limits;
    }

    /** Ends a connection whose rows are not wanted any more; closing politely would read them all first. */
    @FunctionalInterface
    interface End {
        void now() throws SQLException;
    }

    /** Rows, and how many there are. */
    ObjectNode rows(ResultSet found, End end) throws SQLException, CallException {
        try {
            return rows(found);
        } catch (CallException e) {
            end.now();
            throw e;
        }
    }

    private ObjectNode rows(ResultSet found) throws SQLException, CallException {
        ResultSetMetaData columns = found.getMetaData();
        ArrayNode rows = JSON.arrayNode();
        while (found.next()) {
            if (rows.size() == limits.rows()) {
                throw new CallException(
                        Reason.TOO_LARGE, "Expected at most " + limits.rows() + " rows, but the query has more.");
            }
            ObjectNode row = rows.addObject();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                row.set(columns.getColumnLabel(column), value(found.getObject(column), found, column));
            }
        }
        ObjectNode root = root(rows, rows.size());
        ArrayNode names = root.putArray("columns");
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            names.add(columns.getColumnLabel(column));
        }
        return root;
    }

    /** No rows, but how many were changed. */
    static ObjectNode changed(int count) {
        ObjectNode root = root(JSON.arrayNode(), count);
        root.putArray("columns");
        return root;
    }

    private static ObjectNode root(ArrayNode rows, int count) {
        ObjectNode root = JSON.objectNode();
        root.set("statusCode", NullNode.instance);
        root.putObject("headers");
        root.set("body", rows);
        root.set("rows", rows);
        return root.put("numRows", count).put("rowCount", count);
    }

    private JsonNode value(Object value, ResultSet row, int column) throws SQLException, CallException {
        JsonNode json = json(value, row, column);
        size += json.isTextual()
                ? json.textValue().length()
                : json.isBinary() ? json.asText().length() : 8;
        if (size > limits.bytes()) {
            throw tooLarge(limits);
        }
        return json;
    }

    static CallException tooLarge(Limits limits) {
        return new CallException(
                Reason.TOO_LARGE, "Expected rows of at most " + limits.bytes() + " bytes, but the query has more.");
    }

    private static JsonNode json(Object value, ResultSet row, int column) throws SQLException {
        if (value == null) {
            return NullNode.instance;
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return JSON.numberNode(((Number) value).intValue());
        }
        if (value instanceof Number number) {
            return number instanceof Double d && !Double.isFinite(d)
                    ? NullNode.instance
                    : JSON.numberNode(new BigDecimal(number.toString()));
        }
        if (value instanceof byte[] bytes) {
            return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (WITH_OFFSET.contains(row.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT))) {
            return JSON.textNode(row.getObject(column, OffsetDateTime.class)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toString());
        }
        if (value instanceof Timestamp timestamp) {
            return JSON.textNode(timestamp.toLocalDateTime().toString());
        }
        return JSON.textNode(value.toString());
    }
}
