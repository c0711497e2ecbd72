package dev.arbor.engine.source;

import dev.arbor.engine.api.Stamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Row of {@code source}.
 *
 * @param type the label of its adapter
 * @param properties texts by name
 * @param secretOwner under which the strongbox has its secrets; empty while it has never had one
 * @param secrets places of sensitive properties by name
 */
record SourceRow(
        String name,
        String status,
        String type,
        Map<String, String> properties,
        Optional<String> secretOwner,
        Map<String, String> secrets,
        Stamps stamps) {

    static final String ACTIVE = "Active";
    static final String INACTIVE = "Inactive";

    /** Those that the engine and the platform use by their names. */
    static final List<String> BUILT_IN = List.of("-", "Kinetic Request CE", "Kinetic Task");

    boolean builtIn() {
        return BUILT_IN.contains(name);
    }

    SourceAdapter adapter() {
        return SourceAdapter.of(type).orElse(SourceAdapter.ADHOC);
    }

    /** Never shows values. */
    @Override
    public String toString() {
        return "SourceRow[" + name + "]";
    }
}
