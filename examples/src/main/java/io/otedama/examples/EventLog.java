package io.otedama.examples;

import io.otedama.chain.Amount;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to blocks, and alarms, to the log. On the pool's event thread. */
final class EventLog implements PoolListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    @Override
    public void onEvent(PoolEvent event) {
        if (event instanceof PoolEvent.BlockFound found) {
            LOG.info(
                    "{} found block {} {}, worth {}",
                    found.worker(),
                    found.height(),
                    found.hash(),
                    Amount.toCoins(found.coinbaseValue()));
        } else if (event instanceof PoolEvent.BlockSubmitted submitted && !submitted.accepted()) {
            LOG.warn("no node took block {} {}: {}", submitted.height(), submitted.hash(), submitted.answers());
        } else if (event instanceof PoolEvent.BlockStatusChanged changed) {
            LOG.info("block {} {} is {}", changed.height(), changed.hash(), changed.status());
        } else if (event instanceof PoolEvent.Alarm alarm) {
            LOG.warn("alarm {} about {}: {}", alarm.kind(), alarm.subject(), alarm.detail());
        } else if (event instanceof PoolEvent.JobIssued job && job.newBlock()) {
            LOG.info("mining block {}", job.height());
        }
    }
}
