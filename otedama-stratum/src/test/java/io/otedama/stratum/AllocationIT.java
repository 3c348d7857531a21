package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.otedama.share.ShareVerdict;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the bytes of a submit to the bytes of its answer, over real sockets: nothing is allocated per share. */
class AllocationIT extends ServerTest {
    private static final int BATCH = 100;
    private static final int WARM_UP = 200_000;
    private static final int SHARES = 1_000_000;

    private ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @BeforeEach
    void leakDetectionAllocates() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void restore() {
        ResourceLeakDetector.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED,true,123", "PENDING,true,123", "PENDING,true,\"odd\"", "PENDING,false,4"})
    void lessThanOneBytePerShare(ShareVerdict verdict, boolean nativeTransport, String id) throws IOException {
        engine.job = FakeJob.newBlock(1);
        engine.verdict = share -> verdict;
        start(
                limits -> limits.maxRequestsPerSecond(1_000_000_000)
                        .requestBurst(1_000_000_000)
                        .maxOddIds(256),
                config -> config.name("alloc").eventLoops(1).nativeTransport(nativeTransport));
        MinerSocket miner = connect().handshake(true);
        engine.recording = false;

        exchange(miner, id, WARM_UP);
        long allocatedBefore = allocated();
        exchange(miner, id, SHARES);
        long perMillion = allocated() - allocatedBefore;

        assertThat(engine.submits.get()).isEqualTo(WARM_UP + SHARES);
        assertThat(perMillion).as("bytes per million shares").isLessThan(SHARES);
    }

    private static void exchange(MinerSocket miner, String id, int shares) throws IOException {
        byte[] lines = (MinerSocket.submit(id, "1") + "\n").repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
        byte[] answers = ("{\"id\":" + id + ",\"result\":true,\"error\":null}\n")
                .repeat(BATCH)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] received = new byte[answers.length];
        OutputStream out = miner.socket.getOutputStream();
        DataInputStream in = new DataInputStream(miner.socket.getInputStream());
        for (int sent = 0; sent < shares; sent += BATCH) {
            out.write(lines);
            in.readFully(received);
            if (!Arrays.equals(received, answers)) {
                throw new AssertionError(new String(received, StandardCharsets.US_ASCII));
            }
        }
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("alloc-"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
