package dev.arbor.platform.index;

import java.util.List;

/**
 * The values of a path as one text that sorts as they do: part by part, no value before every value. Long values are cut,
 * so an entry says where to look, and whoever finds it there looks at the values themselves.
 */
public final class EntryKey {

    /** Below what a key of a database's index may take, at four bytes for each character. */
    private static final int LONGEST = 600;

    private static final int LONGEST_PART = 200;

    /** Ends a part; lower than anything in one. */
    private static final char END = '\u0001';

    /** Begins a part that has a value; one without is empty, and so comes first. */
    private static final char VALUE = '\u0002';

    private static final char STAND_IN = '\u0003';

    private EntryKey() {}

    /**
     * The key of values, one for each of the parts or of the first ones of them.
     *
     * @param parts how many parts the whole path has
     */
    public static String of(List<String> values, int parts) {
        StringBuilder key = new StringBuilder();
        values.forEach(value ->
                key.append(value == null ? "" : VALUE + cut(value, parts)).append(END));
        return key.toString();
    }

    /** Where a value would begin after a key of the parts before it; everything that begins with it sorts from here on. */
    public static String from(String before, String value, int parts) {
        return before + VALUE + cut(value, parts);
    }

    /** Behind everything that has the key as its beginning. */
    public static String behind(String key) {
        return key.substring(0, key.length() - 1) + VALUE;
    }

    /** Behind a value and before every greater one. */
    public static String behindValue(String before, String value, int parts) {
        return before + VALUE + cut(value, parts) + VALUE;
    }

    private static String cut(String value, int parts) {
        int longest = Math.min(LONGEST_PART, LONGEST / parts - 2);
        int end = Math.min(value.length(), longest);
        if (end > 0 && end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        String cut = value.substring(0, end);
        return cut.replace(END, STAND_IN).replace(VALUE, STAND_IN);
    }
}
