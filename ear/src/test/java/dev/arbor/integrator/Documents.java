package dev.arbor.integrator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Connections and operations as clients write them. Single quotes stand for double ones. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** A document; what has single quotes in it is put in afterwards. */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A connection by HTTP; {@code auth} may be null. */
    static ObjectNode http(String name, String url, String auth) {
        ObjectNode connection =
                json("{'type':'http','config':{'configType':'http'}}").put("name", name);
        ObjectNode config = (ObjectNode) connection.get("config");
        config.put("baseUrl", url);
        config.set("auth", auth == null ? null : json(auth));
        return connection;
    }

    /** An operation by HTTP with an output for each name and expression. */
    static ObjectNode operation(String name, String method, String path, String... outputs) {
        ObjectNode operation = json("{'config':{'configType':'http'}}").put("name", name);
        ((ObjectNode) operation.get("config")).put("method", method).put("path", path);
        ObjectNode all = operation.putObject("outputs");
        for (int i = 0; i < outputs.length; i += 2) {
            all.putObject(outputs[i]).put("value", outputs[i + 1]);
        }
        return operation;
    }

    /** What an execution asks for. */
    static ObjectNode execution(String connection, String operation) {
        ObjectNode document =
                JSON.createObjectNode().put("connectionId", connection).put("operationId", operation);
        document.putObject("parameters");
        return document;
    }
}
