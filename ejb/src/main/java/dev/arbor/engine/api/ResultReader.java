package dev.arbor.engine.api;

import java.util.Map;

/** Reads results as those who complete a task send them (engine spec 3.13). */
public interface ResultReader {

    /**
     * Reads {@code <results>} XML, a bare sequence of {@code <result>}, or a JSON object; raw text inside a
     * {@code <result>} that is no XML is kept as it is. Blank text is no results; of two of one name the last wins.
     *
     * @return values by name in the order of the text
     * @throws Refusal INVALID ({@code invalid_results}) when it is none of these
     */
    Map<String, String> read(String text);
}
