package io.otedama.stratum.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.channel.EventLoop;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.pow.PowHasher;
import io.otedama.stratum.client.sv2.Sv2Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and shares of one machine. A share is checked here, answered at once, and goes to the pool together with others
 * of a short time. Event loop of the machine.
 */
final class MachineShares {
    /** Jobs that shares may still come for. */
    static final int MAX_JOBS = 64;

    private static final int OTHER = 20;
    private static final int JOB_NOT_FOUND = 21;
    private static final int DUPLICATE = 22;
    private static final int LOW_DIFFICULTY = 23;
    private static final int NOT_SUBSCRIBED = 25;

    private final ProxyConfig config;
    private final EventLoop loop;
    private final ProxyTally tally;
    private final PowHasher hasher;
    private final Map<String, ProxyJob> jobs = new LinkedHashMap<>();
    private final List<Runnable> batch = new ArrayList<>();
    private final byte[] hash = new byte[Hash256.BYTES];
    private int mask;
    private boolean sendsSoon;

    MachineShares(ProxyConfig config, EventLoop loop, ProxyTally tally) {
        this.config = config;
        this.loop = loop;
        this.tally = tally;
        this.hasher = config.algorithm().newHasher();
    }

    /** Agrees on the version bits that the machine may roll; 0 when it named none. */
    int negotiate(String hexMask) {
        int wanted =
                hexMask.matches("[0-9a-fA-F]{1,8}") ? Integer.parseUnsignedInt(hexMask, 16) : Downstream.widestMask();
        mask = wanted & Downstream.widestMask();
        return mask;
    }

    /** Keeps a job; on a new block, or on another channel, the older ones are of no use. */
    ProxyJob add(long number, Sv2Job job, long line, boolean newBlock) {
        if (newBlock) {
            jobs.clear();
        } else if (jobs.size() >= MAX_JOBS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        ProxyJob made = new ProxyJob(number, job, line, config.algorithm().shareMultiplier(), newBlock);
        jobs.put(made.id(), made);
        return made;
    }

    /** Checks a share and passes it on; returns the answer for the machine. */
    byte[] submit(MachineRequest request, @Nullable Uplink uplink) {
        if (uplink == null) {
            return wrong(request, NOT_SUBSCRIBED, "authorize first");
        }
        ProxyJob job = jobs.get(request.text(1));
        if (job == null) {
            return wrong(request, JOB_NOT_FOUND, "job not found");
        }
        byte[] extranonce2 = request.bytes(2, ProxyJob.EXTRANONCE2_BYTES);
        Integer time = request.word(3);
        Integer nonce = request.word(4);
        Integer bits = request.params().size() > 5 ? request.word(5) : Integer.valueOf(0);
        if (extranonce2 == null || time == null || nonce == null || bits == null) {
            return wrong(request, OTHER, "extranonce2, ntime, nonce and version bits are 8 hex digits each");
        }
        if (!uplink.isOpen(job.line())) {
            return wrong(request, OTHER, "the connection to the pool is being made anew, go on mining");
        }
        if ((bits & ~mask) != 0) {
            return wrong(request, OTHER, "version bits outside the negotiated mask");
        }
        return check(request, uplink, job, job.extranonce(extranonce2), time, nonce, bits);
    }

    private byte[] check(
            MachineRequest request, Uplink uplink, ProxyJob job, byte[] extranonce, int time, int nonce, int bits) {
        Sv2Job upstream = job.upstream();
        int rolled = mask == 0 ? upstream.version() & upstream.versionMask() : versionBits(upstream, bits);
        BlockHeader header = upstream.header(extranonce, time, nonce, rolled);
        hasher.hash(header.toBytes(), 0, hash, 0);
        if (!job.advertised().isMetBy(hash, 0) && !job.networkTarget().isMetBy(hash, 0)) {
            return wrong(request, LOW_DIFFICULTY, "low difficulty share");
        }
        if (!job.isNew(header.hash())) {
            return wrong(request, DUPLICATE, "duplicate share");
        }
        if (upstream.target().isMetBy(hash, 0) || job.networkTarget().isMetBy(hash, 0)) {
            pass(() -> uplink.submit(upstream, job.line(), extranonce, time, nonce, rolled, tally));
        }
        return request.result(JsonNodeFactory.instance.booleanNode(true));
    }

    /** BIP 310: the rolled bits replace the job's inside the machine's mask; the others stay as the pool set them. */
    private int versionBits(Sv2Job job, int bits) {
        return ((job.version() & ~mask) | bits) & job.versionMask();
    }

    private byte[] wrong(MachineRequest request, int code, String message) {
        tally.wrong.increment();
        return request.error(code, message);
    }

    // ---- the batch

    @SuppressWarnings("FutureReturnValueIgnored") // a loop that has ended has no machines
    private void pass(Runnable share) {
        batch.add(share);
        if (!sendsSoon) {
            sendsSoon = true;
            loop.schedule(this::send, config.batch().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Sends what has gathered. */
    void send() {
        sendsSoon = false;
        batch.forEach(Runnable::run);
        batch.clear();
    }
}
