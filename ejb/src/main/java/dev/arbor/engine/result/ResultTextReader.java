package dev.arbor.engine.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.ResultReader;
import dev.arbor.engine.run.Results;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells which form a text of results has, and reads it. */
@ApplicationScoped
public class ResultTextReader implements ResultReader {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Override
    public Map<String, String> read(String text) {
        if (text.stripLeading().startsWith("{")) {
            return fromJson(text);
        }
        return ResultXml.read(text).orElseThrow(() -> invalid("but the text starts with '" + beginning(text) + "'."));
    }

    private static Map<String, String> fromJson(String text) {
        try {
            Map<String, String> results = new LinkedHashMap<>();
            JSON.readTree(text)
                    .properties()
                    .forEach(field -> results.put(field.getKey(), Results.text(field.getValue())));
            return results;
        } catch (JsonProcessingException e) {
            throw invalid("but it is no valid JSON: " + e.getOriginalMessage());
        }
    }

    private static String beginning(String text) {
        String start = text.strip();
        return start.length() <= 40 ? start : start.substring(0, 40) + "...";
    }

    private static Refusal invalid(String but) {
        return Refusal.invalid(
                "invalid_results", "Expected results as a <results> element or as a JSON object, " + but);
    }
}
