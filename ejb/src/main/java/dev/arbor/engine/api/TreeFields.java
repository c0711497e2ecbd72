package dev.arbor.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * What a request supplies about a tree; what is absent stays as it is, or takes its default on a new tree (engine spec
 * 2.8). A blank {@code notes} or {@code ownerEmail} clears it.
 *
 * @param type a word of the spec, in any case; absent on a new tree: a routine when there is a definition id, input or
 *     output
 * @param versionId the version that the change was made on; absent means that nobody checks
 * @param treeXml {@code <taskTree>}, or {@code <tree>} of which the identity is ignored; never together with
 *     {@code treeJson}
 * @param treeJson JSON text
 * @param guid for trees that are registered from outside; absent means a random one
 * @param event the event that starts the tree, for those that are registered from outside
 */
public record TreeFields(
        Optional<String> sourceName,
        Optional<String> sourceGroup,
        Optional<String> name,
        Optional<String> type,
        Optional<String> status,
        Optional<String> notes,
        Optional<String> ownerEmail,
        Optional<String> definitionId,
        Optional<Integer> versionId,
        Optional<List<Trees.Input>> inputs,
        Optional<List<Trees.Output>> outputs,
        Optional<List<String>> categories,
        Optional<String> treeXml,
        Optional<String> treeJson,
        Optional<String> guid,
        Optional<String> event,
        Optional<String> platformItemType,
        Optional<String> platformItemId) {

    /** Nothing supplied yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what is supplied; null means absent. */
    public static final class Builder {
        private String sourceName;
        private String sourceGroup;
        private String name;
        private String type;
        private String status;
        private String notes;
        private String ownerEmail;
        private String definitionId;
        private Integer versionId;
        private List<Trees.Input> inputs;
        private List<Trees.Output> outputs;
        private List<String> categories;
        private String treeXml;
        private String treeJson;
        private String guid;
        private String event;
        private String platformItemType;
        private String platformItemId;

        private Builder() {}

        public Builder sourceName(String value) {
            sourceName = value;
            return this;
        }

        public Builder sourceGroup(String value) {
            sourceGroup = value;
            return this;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder status(String value) {
            status = value;
            return this;
        }

        public Builder notes(String value) {
            notes = value;
            return this;
        }

        public Builder ownerEmail(String value) {
            ownerEmail = value;
            return this;
        }

        public Builder definitionId(String value) {
            definitionId = value;
            return this;
        }

        public Builder versionId(Integer value) {
            versionId = value;
            return this;
        }

        public Builder inputs(List<Trees.Input> value) {
            inputs = value;
            return this;
        }

        public Builder outputs(List<Trees.Output> value) {
            outputs = value;
            return this;
        }

        public Builder categories(List<String> value) {
            categories = value;
            return this;
        }

        public Builder treeXml(String value) {
            treeXml = value;
            return this;
        }

        public Builder treeJson(String value) {
            treeJson = value;
            return this;
        }

        public Builder guid(String value) {
            guid = value;
            return this;
        }

        public Builder event(String value) {
            event = value;
            return this;
        }

        public Builder platformItem(String itemType, String itemId) {
            platformItemType = itemType;
            platformItemId = itemId;
            return this;
        }

        public TreeFields build() {
            return new TreeFields(
                    Optional.ofNullable(sourceName),
                    Optional.ofNullable(sourceGroup),
                    Optional.ofNullable(name),
                    Optional.ofNullable(type),
                    Optional.ofNullable(status),
                    Optional.ofNullable(notes),
                    Optional.ofNullable(ownerEmail),
                    Optional.ofNullable(definitionId),
                    Optional.ofNullable(versionId),
                    Optional.ofNullable(inputs),
                    Optional.ofNullable(outputs),
                    Optional.ofNullable(categories),
                    Optional.ofNullable(treeXml),
                    Optional.ofNullable(treeJson),
                    Optional.ofNullable(guid),
                    Optional.ofNullable(event),
                    Optional.ofNullable(platformItemType),
                    Optional.ofNullable(platformItemId));
        }
    }
}
