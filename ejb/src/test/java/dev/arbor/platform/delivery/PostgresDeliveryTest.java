package dev.arbor.platform.delivery;

import dev.arbor.engine.trigger.EventEngine;

class PostgresDeliveryTest extends DeliverySuite {

    @Override
    EventEngine open() {
        return EventEngine.postgres();
    }
}
