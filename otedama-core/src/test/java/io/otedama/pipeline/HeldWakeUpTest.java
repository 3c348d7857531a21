package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.pipeline.PipelineConfig.WaitMode;
import io.otedama.spi.InMemoryJournal;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Shares may wait for the end of an event loop's turn; what others put into the ring may not. */
class HeldWakeUpTest {
    @Test
    void whatIsNoShareIsWorkedOnWhileALoopHoldsItsOwn() throws Exception {
        PipelineConfig config = PipelineConfig.forCores(2).withWaitMode(WaitMode.BLOCKING);
        try (PipelineRig rig = new PipelineRig(config, PipelineRig.SHA256D, new InMemoryJournal()).started()) {
            PatientWaitStrategy strategy = Objects.requireNonNull(rig.pipeline.patient());
            strategy.hold();
            for (int i = 0; i < 200; i++) { // the stage has gone to sleep before most of them
                assertThat(rig.pipeline.query(books -> true).get(10, TimeUnit.SECONDS))
                        .isTrue();
            }
            strategy.release();
        }
    }
}
