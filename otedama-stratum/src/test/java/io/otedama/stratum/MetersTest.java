package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.metrics.JobBroadcastEvent;
import io.otedama.metrics.LatencySnapshot;
import io.otedama.metrics.MetricsSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server shows of itself: connections by protocol, how long a job takes to everybody, whether it takes miners. */
class MetersTest extends ServerTest {
    @TempDir
    Path directory;

    private MetricsSnapshot numbers() {
        return ((io.otedama.metrics.InMemoryMetrics) engine.metrics()).snapshot();
    }

    @Test
    void connectionsAreCountedByProtocolAndSeenInHealth() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        StratumServer running = Objects.requireNonNull(server);
        try (MinerSocket first = connect().handshake(true)) {
            MinerSocket second = connect().handshake(true);
            assertThat(first.ask(MinerSocket.submit(1, "1"))).contains("true");
            assertThat(numbers().gauges()).containsEntry("stratum.connections.open.v1", 2.0);
            assertThat(running.health().facts())
                    .containsEntry("connections", "2")
                    .containsEntry("connectionsV1", "2");
            second.close();
            await().until(() -> numbers().gauges().get("stratum.connections.open.v1") == 1.0);
        }
        assertThat(running.isAccepting()).isTrue();
        running.drain();
        assertThat(running.isAccepting()).isFalse();
        running.close();
        assertThat(numbers().gauges()).as("who is closed is not asked").isEmpty();
        assertThat(running.isAccepting()).isFalse();
    }

    @Test
    void aJobIsMeasuredUntilTheLastLoopHasWrittenIt() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket miner = connect().handshake(true);
        engine.publish(FakeJob.refresh(2));
        assertThat(miner.read()).contains("[\"2\"");
        await().until(() -> fanOut().count() == 2); // the first at the start
        assertThat(fanOut().maxNs()).isPositive();
    }

    private LatencySnapshot fanOut() {
        return numbers().latencies().get("stratum.job.fanout.latency");
    }

    @Test
    void aFlightRecordingThatAsksSeesJobsGoOut() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        try (Recording recording = new Recording()) {
            recording.enable(JobBroadcastEvent.class);
            recording.start();
            engine.publish(FakeJob.refresh(2));
            await().until(() -> fanOut().count() == 2);
            recording.stop();
            Path file = directory.resolve("jobs.jfr");
            recording.dump(file);
            List<RecordedEvent> jobs = RecordingFile.readAllEvents(file).stream()
                    .filter(e -> e.getEventType().getName().equals("io.otedama.JobBroadcast"))
                    .toList();
            assertThat(jobs).hasSize(1);
            assertThat(jobs.get(0).getLong("job")).isEqualTo(2);
            assertThat(jobs.get(0).getString("purpose")).isEqualTo("REFRESH");
            assertThat(jobs.get(0).getInt("loops")).isPositive();
        }
    }
}
