package dev.arbor.engine.api;

/** The moment of a row that a search looks at and orders by (engine spec 5.3 and 5.4). */
public enum Timeline {
    CREATED_AT("createdAt"),
    SCHEDULED_AT("scheduledAt"),
    UPDATED_AT("updatedAt");

    private final String label;

    Timeline(String label) {
        this.label = label;
    }

    /** The word used in queries. */
    public String label() {
        return label;
    }
}
