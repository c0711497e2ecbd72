package dev.arbor.platform.submission;

/** A text that can be looked at so many times and no more: a pattern that goes back and forth for ever ends there. */
final class CountedText implements CharSequence {

    private static final int MOST = 5_000_000;

    private final String text;
    private final int[] left;

    CountedText(String text) {
        this(text, new int[] {MOST});
    }

    private CountedText(String text, int[] left) {
        this.text = text;
        this.left = left;
    }

    /** It was looked at too often. */
    static final class ExhaustedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("Expected a pattern to come to an end, but it does not.", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new ExhaustedException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }
}
