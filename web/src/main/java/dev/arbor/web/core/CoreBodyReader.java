package dev.arbor.web.core;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads bodies leniently, of any content type: browsers and official clients send JSON as text too. */
@Provider
@Consumes(MediaType.WILDCARD)
public class CoreBodyReader implements MessageBodyReader<CoreBody> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return CoreBody.class == type;
    }

    @Override
    public CoreBody readFrom(
            Class<CoreBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return CoreBody.of(LenientJson.read(body.readAllBytes()));
    }
}
