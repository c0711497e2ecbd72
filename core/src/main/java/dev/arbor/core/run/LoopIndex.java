package dev.arbor.core.run;

/**
 * Which iteration of which loops a task belongs to, outermost first: {@code /} outside of loops, {@code /2#0} in the
 * first iteration of loop 2, {@code /2#0/8#1} in a loop within it (engine spec 3.10).
 *
 * @param text the form that is stored and shown
 */
public record LoopIndex(String text) {

    /** Outside of every loop. */
    public static final LoopIndex ROOT = new LoopIndex("/");

    /** Reads a stored or typed index; null and blank mean the root. */
    public static LoopIndex of(String text) {
        return text == null || text.isBlank() || text.equals("/") ? ROOT : new LoopIndex(text.trim());
    }

    /** Whether this is outside of every loop. */
    public boolean isRoot() {
        return text.equals("/");
    }

    /** The index of an iteration of a loop that stands at this index. */
    public LoopIndex enter(String loop, int iteration) {
        return new LoopIndex((isRoot() ? "" : text) + "/" + loop + "#" + iteration);
    }

    /** The index at which the innermost loop stands; the root is its own parent. */
    public LoopIndex parent() {
        int slash = text.lastIndexOf('/');
        return slash <= 0 ? ROOT : new LoopIndex(text.substring(0, slash));
    }

    /** The innermost loop; empty at the root. */
    public String loop() {
        String last = last();
        int hash = last.lastIndexOf('#');
        return hash < 0 ? "" : last.substring(0, hash);
    }

    /** The iteration of the innermost loop; -1 at the root or when the text is malformed. */
    public int iteration() {
        String last = last();
        int hash = last.lastIndexOf('#');
        try {
            return hash < 0 ? -1 : Integer.parseInt(last.substring(hash + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** How many loops enclose this index. */
    public int depth() {
        return isRoot() ? 0 : (int) text.chars().filter(c -> c == '/').count();
    }

    /** The loops alone, outermost first, for example {@code 2/8}; empty at the root. */
    public String loops() {
        if (isRoot()) {
            return "";
        }
        StringBuilder loops = new StringBuilder();
        for (String part : text.substring(1).split("/")) {
            int hash = part.lastIndexOf('#');
            loops.append(loops.isEmpty() ? "" : "/").append(hash < 0 ? part : part.substring(0, hash));
        }
        return loops.toString();
    }

    /** This index cut to its outermost loops. */
    public LoopIndex outermost(int depth) {
        LoopIndex index = this;
        while (index.depth() > depth) {
            index = index.parent();
        }
        return index;
    }

    private String last() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
