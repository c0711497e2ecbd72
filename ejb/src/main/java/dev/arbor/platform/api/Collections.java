package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Small named things in the space or in a kapp: definitions of attributes and of security policies, types and categories
 * of forms (integrator spec 4.7, 4.11 and 4.12). Everything may throw {@link PlatformRefusal}.
 */
public interface Collections {

    /** What there are collections of. */
    enum Kind {
        SPACE_ATTRIBUTE_DEFINITIONS("spaceAttributeDefinitions"),
        USER_ATTRIBUTE_DEFINITIONS("userAttributeDefinitions"),
        USER_PROFILE_ATTRIBUTE_DEFINITIONS("userProfileAttributeDefinitions"),
        TEAM_ATTRIBUTE_DEFINITIONS("teamAttributeDefinitions"),
        KAPP_ATTRIBUTE_DEFINITIONS("kappAttributeDefinitions"),
        FORM_ATTRIBUTE_DEFINITIONS("formAttributeDefinitions"),
        CATEGORY_ATTRIBUTE_DEFINITIONS("categoryAttributeDefinitions"),
        FORM_TYPES("formTypes"),
        CATEGORIES("categories"),
        CATEGORIZATIONS("categorizations"),
        /** In the space and in kapps. */
        SECURITY_POLICY_DEFINITIONS("securityPolicyDefinitions");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** Its word in paths and envelopes. */
        public String plural() {
            return plural;
        }

        /** The word for one of them. */
        public String singular() {
            return this == CATEGORIES ? "category" : plural.substring(0, plural.length() - 1);
        }

        /** Whether it holds definitions of attributes. */
        public boolean definesAttributes() {
            return plural.endsWith("AttributeDefinitions");
        }

        /** The one of a word. */
        public static Optional<Kind> of(String plural) {
            return Stream.of(values())
                    .filter(kind -> kind.plural.equals(plural))
                    .findFirst();
        }
    }

    /**
     * Where a collection is.
     *
     * @param kapp the slug of its kapp; empty for one of the space
     */
    record Place(Kind kind, Optional<String> kapp) {}

    /** All of them. */
    List<ObjectNode> list(Identity who, Place place);

    /** One. */
    ObjectNode find(Identity who, Place place, String name);

    /** Adds one; gives it. */
    ObjectNode create(Identity who, Place place, ObjectNode body);

    /** Changes one, its name too; gives it. */
    ObjectNode update(Identity who, Place place, String name, ObjectNode change);

    /** Takes one away; gives what it was. */
    ObjectNode delete(Identity who, Place place, String name);
}
