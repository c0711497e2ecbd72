package dev.arbor.core.handler;

/**
 * How many arrivals open a join or a loop tail.
 *
 * @param count how many; 0 opens at once
 * @param everyone whether all have to arrive, however many there are
 * @param message why the parameters make no sense; empty when they do
 */
record Threshold(int count, boolean everyone, String message) {

    static Threshold of(String type, String number, int all) {
        return switch (type.trim()) {
            case "All", "" -> new Threshold(all, true, "");
            case "Any" -> new Threshold(Math.min(1, all), false, "");
            case "Some" -> some(number.trim());
            default ->
                new Threshold(
                        0,
                        false,
                        "Expected the parameter 'type' to be All, Any or Some, but it was '" + type.trim() + "'.");
        };
    }

    private static Threshold some(String number) {
        try {
            return new Threshold(Integer.parseInt(number), false, "");
        } catch (NumberFormatException e) {
            return new Threshold(
                    0,
                    false,
                    "Expected the parameter 'number' to be a whole number because 'type' is Some, but it was '" + number
                            + "'.");
        }
    }

    boolean valid() {
        return message.isEmpty();
    }
}
