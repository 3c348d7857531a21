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
            LOG.atInfo()
                    .addKeyValue("worker", found.worker())
                    .addKeyValue("block", found.hash())
                    .addKeyValue("value", Amount.toCoins(found.coinbaseValue()))
                    .log("found block {}", found.height());
        } else if (event instanceof PoolEvent.BlockSubmitted submitted && !submitted.accepted()) {
            LOG.atWarn()
                    .addKeyValue("block", submitted.hash())
                    .addKeyValue("answers", submitted.answers())
                    .log("no node took block {}", submitted.height());
        } else if (event instanceof PoolEvent.BlockStatusChanged changed) {
            LOG.atInfo()
                    .addKeyValue("block", changed.hash())
                    .addKeyValue("status", changed.status())
                    .log("block {} is {}", changed.height(), changed.status());
        } else if (event instanceof PoolEvent.JobIssued job && job.newBlock()) {
            LOG.info("mining block {}", job.height());
        } else {
            onConduct(event);
        }
    }

    private void onConduct(PoolEvent event) {
        if (event instanceof PoolEvent.Alarm alarm) {
            LOG.atWarn()
                    .addKeyValue("kind", alarm.kind())
                    .addKeyValue("subject", alarm.subject())
                    .log("alarm: {}", alarm.detail());
        } else if (event instanceof PoolEvent.Banned banned && limiter.tryLog()) {
            LOG.atWarn()
                    .addKeyValue("network", banned.network())
                    .addKeyValue("until", Instant.ofEpochMilli(banned.untilMillis()))
                    .log("banned: {}", banned.reason());
        } else if (event instanceof PoolEvent.BanLifted lifted) {
            LOG.atInfo().addKeyValue("network", lifted.network()).log("no longer banned");
        }
    }
}
