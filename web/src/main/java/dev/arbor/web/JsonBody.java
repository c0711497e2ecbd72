package dev.arbor.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads and writes JSON trees. Resources take and give {@link JsonNode} and nothing else, so that which JSON library
 * the server would choose does not matter.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Produces(MediaType.APPLICATION_JSON)
public class JsonBody implements MessageBodyReader<JsonNode>, MessageBodyWriter<JsonNode> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JsonNode.class == type;
    }

    /** The document; a {@link MissingNode} when the body is empty. */
    @Override
    public JsonNode readFrom(
            Class<JsonNode> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        try (JsonParser parser = Json.mapper().getFactory().createParser(body)) {
            JsonNode node = Json.mapper().readTree(parser);
            if (node == null) {
                return MissingNode.getInstance();
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Something follows the document.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    /** Refused here, because the server has an opinion of its own about what its JSON library throws. */
    private static Refusal broken(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return Refusal.invalid(
                "malformed_json", "Expected JSON in the body, but it is broken" + where + ": " + Json.complaint(e));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JsonNode.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            JsonNode node,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        // In one piece with its length: the server need not chop it up, and the client knows where it ends.
        byte[] document = Json.mapper().writeValueAsBytes(node);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, document.length);
        body.write(document);
    }
}
