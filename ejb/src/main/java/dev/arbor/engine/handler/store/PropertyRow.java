package dev.arbor.engine.handler.store;

/**
 * Row of {@code handler_property}: a value that somebody has set.
 *
 * @param value null for a secret
 * @param place where the strongbox has the secret; null for a text
 */
record PropertyRow(String name, String value, String place) {

    /** Never shows the value. */
    @Override
    public String toString() {
        return "PropertyRow[" + name + "]";
    }
}
