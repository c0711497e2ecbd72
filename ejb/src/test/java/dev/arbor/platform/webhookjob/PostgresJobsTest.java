package dev.arbor.platform.webhookjob;

import dev.arbor.engine.trigger.EventEngine;

class PostgresJobsTest extends JobSuite {

    @Override
    EventEngine open() {
        return EventEngine.postgres();
    }
}
