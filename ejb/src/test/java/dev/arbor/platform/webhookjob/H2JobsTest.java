package dev.arbor.platform.webhookjob;

import dev.arbor.engine.trigger.EventEngine;

class H2JobsTest extends JobSuite {

    @Override
    EventEngine open() {
        return EventEngine.h2();
    }
}
