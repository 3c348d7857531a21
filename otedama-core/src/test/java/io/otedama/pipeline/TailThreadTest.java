package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.Accounting;
import io.otedama.job.Job;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JournalCursor;
import io.otedama.testkit.OwnThreads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline reads ahead of the tail of a payout window, from start to close. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TailThreadTest {
    private static final int SHARES = 20_000;

    /** Work 2^18: every hash is a share and counts 1, so that a hundredth of it is a window of 2,621 shares. */
    private static final int NETWORK_BITS = 0x1e400000;

    private final OwnThreads threads = new OwnThreads();

    @ParameterizedTest
    @CsvSource({"1, pplns:window=0.01", "3, pplns:window=0.01", "1, tides:window=0.01", "3, tides:window=0.04"})
    void theBooksAreThoseOfAReplayAndNoThreadIsLeft(int stageThreads, String terms) {
        threads.run(() -> {
            InMemoryJournal journal = new InMemoryJournal();
            journal.retain(1);
            PipelineConfig config =
                    PipelineRig.config().withStageThreads(stageThreads).withDuplicates(1 << 15, 1 << 20);
            byte[] state;
            try (PipelineRig rig = new PipelineRig(config, PipelineRig.SHA256D, journal).started()) {
                mine(rig, terms);
                assertThat(threads.alive()).contains("otedama-tail-1");
                state = rig.pipeline.query(Accounting::state).join();
                assertThat(rig.pipeline.query(Accounting::retainFrom).join()).isGreaterThan(1);
            }
            Accounting again = new Accounting(journal);
            try (JournalCursor all = journal.readFrom(1)) {
                while (all.next()) {
                    again.apply(all.record());
                }
            }
            assertThat(again.state()).isEqualTo(state);
        });
        assertThat(threads.alive()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"solo", "prop", "pps:reserve=1000000"})
    void aSchemeWithoutAWindowNeedsNoSuchThread(String terms) {
        threads.run(() -> {
            try (PipelineRig rig =
                    new PipelineRig(PipelineRig.config(), PipelineRig.SHA256D, new InMemoryJournal()).started()) {
                choose(rig, terms);
                assertThat(threads.alive()).isNotEmpty().noneMatch(name -> name.contains("tail"));
            }
        });
    }

    @Test
    void aPipelineThatNeverStartedClosesToo() {
        threads.run(() -> new PipelineRig(PipelineRig.config(), PipelineRig.SHA256D, new InMemoryJournal()).close());
        assertThat(threads.alive()).isEmpty();
    }

    private static void mine(PipelineRig rig, String terms) {
        rig.bits = NETWORK_BITS;
        Job job = rig.issue(1);
        choose(rig, terms);
        PipelineRig.Miner miner = rig.loop().miner("miner");
        miner.session.assign(job);
        for (int i = 0; i < SHARES; i++) {
            miner.submitPatiently(job, i);
        }
        miner.awaitAll();
    }

    private static void choose(PipelineRig rig, String text) {
        PayoutTerms terms = PayoutTerms.parse(text);
        ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        ConfigRecord config = new ConfigRecord().encode(bytes, 1, terms.scheme(), terms.parameterText(), 0, 0, "");
        rig.pipeline.publish(config, null).join();
    }
}
