package dev.arbor.core.handler;

import java.util.List;

/** Reads the items of a loop from its data: XML by XPath, JSON by JSONPath (engine spec 3.10). */
public interface Items {

    /** The data could not be read, or the path is none. */
    final class UnreadableException extends Exception {

        /** With a sentence for the author of the tree. */
        public UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * The values of the items, each as text: scalars as they are, what has a structure as JSON or XML.
     *
     * @throws UnreadableException when the data is neither XML nor JSON, or the path does not parse
     */
    List<String> read(String data, String path) throws UnreadableException;

    /** The items as one text, from which {@link #parse} gets them back. */
    String write(List<String> items);

    /** The items of a text that {@link #write} made. */
    List<String> parse(String written);
}
