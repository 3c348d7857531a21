package io.otedama.examples;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.pow.PowHasher;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Mines share after share and remembers the headers of those that the pool has acknowledged. One pool at a time. */
final class AckMiner {
    private static final int OUTSTANDING = 16;
    private static final long PATIENCE_MS = 100;

    private final Set<Hash256> acknowledged = ConcurrentHashMap.newKeySet();
    private final Sha256dProofOfWork algorithm = new Sha256dProofOfWork();
    private final PowHasher hasher = algorithm.newHasher();
    private long extranonce2;

    /** Headers that a positive reply came for. */
    Set<Hash256> acknowledged() {
        return acknowledged;
    }

    /** Mines until told to end; up to {@value #OUTSTANDING} shares may be on their way then. */
    void mine(int port, String account, BooleanSupplier end) throws Exception {
        AtomicReference<StratumJob> newest = new AtomicReference<>();
        CountDownLatch first = new CountDownLatch(1);
        Semaphore room = new Semaphore(OUTSTANDING);
        StratumClient client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user(account + ".rig")
                .proofOfWork(algorithm)
                .listener(new ClientListener() {
                    @Override
                    public void onJob(StratumJob job) {
                        newest.set(job);
                        first.countDown();
                    }
                })
                .build();
        try (client) {
            var unused = client.start();
            while (!end.getAsBoolean()) {
                StratumJob job = newest.get();
                if (job == null) {
                    first.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
                } else if (room.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                    submit(client, job, room);
                }
            }
        }
    }

    private void submit(StratumClient client, StratumJob job, Semaphore room) {
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(++extranonce2);
        byte[] hash = new byte[Hash256.BYTES];
        int nonce = 0;
        unit.nonce(nonce);
        hasher.hash(unit.header(), 0, hash, 0);
        while (!job.shareTarget().target().isMetBy(hash, 0)) {
            unit.nonce(++nonce);
            hasher.hash(unit.header(), 0, hash, 0);
        }
        Hash256 header = BlockHeader.parse(unit.header(), 0).hash();
        var unused = client.submit(job, unit.extranonce2(), unit.time(), nonce, 0)
                .whenComplete((reply, error) -> {
                    acknowledge(reply, header);
                    room.release();
                });
    }

    private void acknowledge(@Nullable SubmitReply reply, Hash256 header) {
        if (reply != null && reply.accepted()) {
            acknowledged.add(header);
        }
    }
}
