package dev.arbor.engine.api;

/**
 * The order of runs; runs that are equal in the field follow their ids.
 *
 * @param field what to order by
 * @param descending from the greatest down
 */
public record RunOrder(Field field, boolean descending) {

    /** What runs can be ordered by (engine spec 5.2). */
    public enum Field {
        CREATED_AT("createdAt"),
        CREATED_BY("createdBy"),
        ID("id"),
        STATUS("status"),
        TOKEN("token"),
        TREE_DEFINITION_ID("tree.definitionId"),
        TREE_NAME("tree.name"),
        TREE_SOURCE_GROUP("tree.sourceGroup"),
        TREE_SOURCE_NAME("tree.sourceRoot.name"),
        TREE_STATUS("tree.status"),
        TREE_TYPE("tree.type"),
        UPDATED_AT("updatedAt"),
        UPDATED_BY("updatedBy");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        /** The word used in queries. */
        public String label() {
            return label;
        }
    }

    /** The newest first. */
    public static final RunOrder NEWEST = new RunOrder(Field.ID, true);
}
