package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.event.PoolEvent;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.Admission;
import io.otedama.spi.PoolControl.Alarm;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From counts to alarms, in a pool. */
class AttackAlarmsIT {
    private static final Difficulty EASY = Difficulty.of("0.000001");
    private static final DetectionConfig OFTEN = DetectionConfig.DEFAULT.withSampleMs(5);

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final List<PoolEvent.Alarm> events = new CopyOnWriteArrayList<>();
    private Pool pool = builder().detection(OFTEN).build();

    private PoolBuilder builder() {
        return Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .listener(event -> {
                    if (event instanceof PoolEvent.Alarm alarm) {
                        events.add(alarm);
                    }
                })
                .fixedDifficulty(EASY);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private List<Alarm> alarms() {
        return pool.control().orElseThrow().alarms();
    }

    @Test
    void aDuplicateStormIsAnAlarmAnEventAndACountAndNoBan() throws Exception {
        pool.start();
        FakeMiner miner = new FakeMiner(frontEnd, "again", "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        ShareSubmission share = miner.solve(
                frontEnd.ingress().currentJob(), 7, ShareTarget.of(EASY, 1).target(), null);
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
        await().pollDelay(Duration.ZERO).until(() -> {
            miner.submit(share);
            return !alarms().isEmpty();
        });
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("DUPLICATE_STORM");
            assertThat(alarm.subject()).isEqualTo("again");
        });
        await().until(() -> !events.isEmpty());
        assertThat(events.get(0).kind()).isEqualTo("DUPLICATE_STORM");
        assertThat(pool.snapshot().counters()).containsEntry("security.alarms.duplicate_storm", 1L);
        assertThat(miner.submit(share)).as("not banned").isEqualTo(ShareVerdict.DUPLICATE);
    }

    @Test
    void manyAccountsFromOneAddressThatFailAreAnAlarm() {
        pool = builder()
                .detection(OFTEN)
                .authenticator((user, password) -> new Admission.Refused("no such account"))
                .build();
        pool.start();
        for (int i = 0; i < 31; i++) {
            new FakeMiner(frontEnd, "victim" + i, "x");
        }
        await().until(() -> !alarms().isEmpty());
        assertThat(alarms().get(0).kind()).isEqualTo("LOGIN_ENUMERATION");
        assertThat(alarms().get(0).subject()).isEqualTo("192.0.2.1");
    }

    @Test
    void detectionThatIsOffSeesNothing() {
        pool = builder()
                .detection(DetectionConfig.off().withSampleMs(5))
                .authenticator((user, password) -> new Admission.Refused("no such account"))
                .build();
        pool.start();
        for (int i = 0; i < 31; i++) {
            new FakeMiner(frontEnd, "victim" + i, "x");
        }
        await().during(Duration.ofMillis(100)).until(() -> alarms().isEmpty());
    }
}
