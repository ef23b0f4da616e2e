package dev.flinklabs.testkit.probe;

import dev.flinklabs.testkit.broker.Broker;
import dev.flinklabs.testkit.cluster.LabCluster;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a bench starts when it is first asked for: the time of each test is that of the start. */
@Tag("probe-start")
@TestMethodOrder(MethodOrderer.MethodName.class)
class StartProbeTest {

    @Test
    void broker() {
        Broker.shared().createTopic("start", 1);
    }

    @Test
    void cluster() {
        LabCluster.enter();
        LabCluster.leave();
    }
}
