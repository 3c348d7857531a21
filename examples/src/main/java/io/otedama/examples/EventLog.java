package io.otedama.examples;

import io.otedama.chain.Amount;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import io.otedama.security.LogLimiter;
import io.otedama.spi.PoolClock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to blocks, bans and alarms to the log. On the pool's event thread. */
final class EventLog implements PoolListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final LogLimiter limiter = new LogLimiter(PoolClock.system());

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
        } else if (event instanceof PoolEvent.Banned banned && limiter.tryLog()) {
            LOG.warn(
                    "{} is banned until {}: {}",
                    banned.network(),
                    Instant.ofEpochMilli(banned.untilMillis()),
                    banned.reason());
        } else if (event instanceof PoolEvent.BanLifted lifted) {
            LOG.info("{} is no longer banned", lifted.network());
        }
    }
}
