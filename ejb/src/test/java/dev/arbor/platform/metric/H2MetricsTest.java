package dev.arbor.platform.metric;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2MetricsTest extends MetricsSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
