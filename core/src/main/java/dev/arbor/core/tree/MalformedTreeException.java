package dev.arbor.core.tree;

/**
 * A text that was handed in as a tree is none: broken XML, a value of the wrong kind, an unknown word.
 *
 * <p>The message is a sentence for the person who wrote the text; it names the place (line and column, or the path in
 * a JSON document) and, where it is known, the node. A text that can be read but makes no sense as a tree is a matter
 * of {@link dev.arbor.core.tree.validation.TreeValidator}.
 */
public final class MalformedTreeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedTreeException(String sentence) {
        super(sentence);
    }

    public MalformedTreeException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
