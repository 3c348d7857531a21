package io.otedama.stratum.proxy;

import io.otedama.stratum.client.SubmitListener;
import io.otedama.stratum.client.SubmitOutcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts for all machines together. Any thread. */
final class ProxyTally implements SubmitListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyTally.class);

    final AtomicInteger machines = new AtomicInteger();
    final LongAdder wrong = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder lost = new LongAdder();

    @Override
    public void onReply(long token, SubmitOutcome outcome, int code, String message) {
        switch (outcome) {
            case ACCEPTED -> accepted.increment();
            case REJECTED -> {
                refused.increment();
                LOG.debug("the pool refused a share: {}", message);
            }
            case CONNECTION_LOST, TIMED_OUT, NOT_SENT -> lost.increment();
        }
    }

    ProxyCounts snapshot() {
        return new ProxyCounts(machines.get(), accepted.sum(), refused.sum(), lost.sum(), wrong.sum());
    }
}
