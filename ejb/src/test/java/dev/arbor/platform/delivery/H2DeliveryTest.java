package dev.arbor.platform.delivery;

import dev.arbor.engine.trigger.EventEngine;

class H2DeliveryTest extends DeliverySuite {

    @Override
    EventEngine open() {
        return EventEngine.h2();
    }
}
