package io.otedama.pipeline;

import com.lmax.disruptor.EventHandler;
import io.otedama.pow.ProofOfWork;
import io.otedama.share.ShareValidator;
import io.otedama.spi.PoolClock;

/**
 * One of N parallel validators for expensive algorithms: takes every N-th sequence. A block goes to submission from here,
 * before anything else can happen to the share.
 */
final class ValidateStage implements EventHandler<ShareEvent> {
    private final ShareValidator validator;
    private final PoolClock clock;
    private final int index;
    private final int count;

    ValidateStage(ProofOfWork algorithm, PoolClock clock, int index, int count) {
        this.validator = new ShareValidator(algorithm);
        this.clock = clock;
        this.index = index;
        this.count = count;
    }

    @Override
    public void onEvent(ShareEvent event, long sequence, boolean endOfBatch) {
        if (sequence % count != index || event.kind != ShareEvent.Kind.SHARE || !event.needsValidation) {
            return;
        }
        event.verdict = validator.validate(event.candidate, clock.epochMillis() / 1000);
        Solutions.handOver(event.candidate);
    }
}
