package dev.arbor.engine.source;

import dev.arbor.engine.api.Sources.PropertyView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What turns what a source sends into the variables of its trees (engine spec 1.4, 6.3). It is the type of the source. */
public enum SourceAdapter {
    /** Whatever is sent is a text, and nothing else is made of it. */
    ADHOC("Adhoc", List.of(), List.of(), List.of()),
    /** Discussions of the platform: the payload keeps its own keys. */
    DISCUSSIONS("Kinetic Discussions", Platform.PROPERTIES, List.of(), List.of()),
    /** Events of the platform, its forms and submissions. */
    REQUEST_CE("Kinetic Request CE", Platform.PROPERTIES, List.of(), List.of()),
    /** The engine itself, whose trees are told of errors. */
    TASK("Kinetic Task", List.of(), List.of("Run Error"), List.of("Notify on Run Error"));

    /** What those are given that work with a platform. */
    private static final class Platform {

        static final List<PropertyView> PROPERTIES = List.of(
                new PropertyView(
                        "Space Slug", "The slug of the space; it is compared with the one that is found", false),
                new PropertyView("Web Server", "The address of the platform; empty for the one of this server", false),
                new PropertyView("Proxy Username", "The user name at the platform", false),
                new PropertyView("Proxy Password", "The password at the platform", true));
    }

    private final String label;
    private final List<PropertyView> properties;
    private final List<String> groups;
    private final List<String> trees;

    SourceAdapter(String label, List<PropertyView> properties, List<String> groups, List<String> trees) {
        this.label = label;
        this.properties = properties;
        this.groups = groups;
        this.trees = trees;
    }

    /** Its name, which is the type of its sources. */
    public String label() {
        return label;
    }

    /** The adapter of a type. */
    public static Optional<SourceAdapter> of(String label) {
        return Stream.of(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /** What its sources are given. None is required: what is empty is this server's own. */
    public List<PropertyView> properties() {
        return properties;
    }

    /** A property by its name. */
    Optional<PropertyView> property(String name) {
        return properties.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The groups in which it looks for trees by itself. */
    public List<String> groups() {
        return groups;
    }

    /** The names of trees that it looks for by itself. */
    public List<String> trees() {
        return trees;
    }
}
