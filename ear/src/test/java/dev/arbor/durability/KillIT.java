package dev.arbor.durability;

import java.util.Map;

/** On the embedded database. */
class KillIT extends KillSuite {

    @Override
    Map<String, String> database() {
        return Map.of("ARBOR_DEMO", "false");
    }
}
