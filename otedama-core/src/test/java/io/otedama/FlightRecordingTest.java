package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.metrics.BlockSubmissionEvent;
import io.otedama.metrics.JournalFlushEvent;
import io.otedama.metrics.PipelineStageEvent;
import io.otedama.session.ShareSubmission;
import io.otedama.spi.ClientClass;
import io.otedama.spi.MiningJob;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording sees of a pool when it asks, and that it sees nothing when it does not. */
class FlightRecordingTest {
    private static final int SHARES = 8;

    @TempDir
    Path directory;

    private final FakeNode node = new FakeNode(FakeNode.EASY_BITS);
    private final FakeFrontEnd frontEnd = new FakeFrontEnd();

    /** Some of the shares are blocks. */
    private void mine() throws InterruptedException {
        try (Pool pool = Pool.builder()
                .node(node)
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .fixedDifficulty(Difficulty.MIN)
                .build()) {
            pool.start();
            FakeMiner miner = new FakeMiner(frontEnd, "alice", "x");
            miner.session.identify("bmminer/2.0");
            MiningJob job = frontEnd.ingress().currentJob();
            miner.session.assign(job);
            for (int i = 0; i < SHARES; i++) {
                ShareSubmission s = new ShareSubmission();
                s.worker = miner.worker;
                s.jobNumber = job.number();
                s.extranonce2 = i;
                s.extranonce2Size = miner.session.extranonce2Size();
                s.ntime = (int) job.curTime();
                s.token = i;
                frontEnd.lane().submit(miner.session, s);
            }
            await().until(() -> pool.snapshot().counters().getOrDefault("block.submissions.accepted", 0L) > 0);
            assertThat(frontEnd.awaitReplies()).isTrue();
            frontEnd.lane().disconnect(miner.session);
        }
    }

    private List<RecordedEvent> eventsOf(Recording recording) throws IOException {
        Path file = directory.resolve("pool.jfr");
        recording.stop();
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getCategoryNames().contains("Otedama"))
                .toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(e -> e.getEventType().getName().equals("io.otedama." + name))
                .toList();
    }

    @Test
    void aRecordingThatAsksSeesStagesFlushesAndBlocks() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(PipelineStageEvent.class);
            recording.enable(JournalFlushEvent.class);
            recording.enable(BlockSubmissionEvent.class);
            recording.start();
            mine();
            List<RecordedEvent> events = eventsOf(recording);
            List<RecordedEvent> stages = named(events, "PipelineStage");
            assertThat(stages)
                    .extracting(e -> e.getString("stage"))
                    .contains("DedupeStage", "JournalStage", "AccountStage", "ReplyStage", "PublishStage");
            assertThat(stages).allMatch(e -> e.getInt("events") >= 1);
            assertThat(named(events, "JournalFlush")).isNotEmpty().allMatch(e -> e.getBoolean("kept"));
            assertThat(named(events, "BlockSubmission")).isNotEmpty().allSatisfy(e -> {
                assertThat(e.getString("block")).hasSize(64);
                assertThat(e.getInt("height")).isEqualTo(1);
                assertThat(e.getInt("nodes")).isEqualTo(1);
                assertThat(e.getBoolean("accepted")).isTrue();
                assertThat(e.getDuration().isNegative()).isFalse();
            });
        }
    }

    @Test
    void aRecordingThatDoesNotAskSeesNothing() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            mine();
            assertThat(eventsOf(recording)).isEmpty();
        }
    }

    @Test
    void sessionsAreCountedByWhatTheirClientsSayTheyAre() {
        try (Pool pool = Pool.builder()
                .node(node)
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .build()) {
            pool.start();
            FakeMiner antminer = new FakeMiner(frontEnd, "alice", "x");
            FakeMiner unknown = new FakeMiner(frontEnd, "bob", "x");
            antminer.session.identify("bmminer/2.0");
            antminer.session.identify("nicehash/1.0"); // the first word counts
            var miners = frontEnd.clients();
            assertThat(miners.open(ClientClass.ANTMINER)).isEqualTo(1);
            assertThat(miners.open(ClientClass.STANDARD)).isEqualTo(1);
            frontEnd.lane().disconnect(antminer.session);
            frontEnd.lane().disconnect(antminer.session);
            assertThat(miners.open(ClientClass.ANTMINER)).isZero();
            assertThat(miners.open(ClientClass.NICEHASH)).isZero();
            frontEnd.lane().disconnect(unknown.session);
            assertThat(miners.open(ClientClass.STANDARD)).isZero();
        }
    }
}
