package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardRates;
import io.otedama.security.RateLimit;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.testkit.FakeNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A million accepted shares over TCP: the pool's own threads, event loops and pipeline, together allocate less than one byte
 * per share from decode to reply. The test's client is not counted.
 */
class ShareAllocationIT {
    private static final int WARM_UP = 400_000;
    private static final int MEASURED = 1_000_000;
    private static final int PIPELINED = 64;
    private static final int TOTAL = WARM_UP + MEASURED;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void lessThanOneByteIsAllocatedPerAcceptedShare() throws Exception {
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .limits(StratumLimits.builder()
                        .maxRequestsPerSecond(100_000_000)
                        .requestBurst(100_000_000)
                        .build())
                .build());
        PipelineConfig pipeline = PipelineConfig.forCores(2).withDuplicates(TOTAL + 1_000, TOTAL + 1_000);
        try (Pool pool = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(stratum)
                .fixedDifficulty(Difficulty.MIN)
                .pipeline(pipeline)
                .guard(countingGuard())
                .journal(new InMemoryJournal(4))
                .build()) {
            pool.start();
            try (Socket socket = new Socket("127.0.0.1", stratum.localAddress().getPort())) {
                run(socket);
            }
            assertThat(pool.snapshot().creditedShares()).isEqualTo(TOTAL);
        }
    }

    /** Nobody is exempt, so that each share is counted; the limits are beyond what a machine can do. */
    private static GuardConfig countingGuard() {
        RateLimit most = new RateLimit(RateLimit.MAX_TOKENS, RateLimit.MAX_TOKENS);
        GuardRates rates = new GuardRates(most, most, most, most, most, most);
        return GuardConfig.builder()
                .exempt(List.of())
                .address(rates)
                .subnet(rates)
                .global(rates)
                .workerShares(most)
                .build();
    }

    private void run(Socket socket) throws Exception {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        String jobLine = handshake(socket, out);
        String[] fields = jobLine.substring(jobLine.indexOf('[') + 1).split("\"");
        String job = fields[1];
        String ntime = fields[fields.length - 2];
        InputStream in = socket.getInputStream();
        submit(out, in, job, ntime, 0, WARM_UP);
        long before = allocatedByThePool();
        submit(out, in, job, ntime, WARM_UP, MEASURED);
        long allocated = allocatedByThePool() - before;
        System.err.printf("allocated %d bytes for %d shares%n", allocated, MEASURED);
        assertThat(allocated).isLessThan(MEASURED);
    }

    private static String handshake(Socket socket, OutputStream out) throws Exception {
        out.write("""
                {"id":1,"method":"mining.subscribe","params":["test/1"]}
                {"id":2,"method":"mining.authorize","params":["a.b","x"]}
                """.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        // one byte at a time, so that nothing behind the job is taken away
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = socket.getInputStream().read();
            if (c != '\n') {
                line.append((char) c);
            } else if (line.indexOf("mining.notify\",\"params") >= 0) {
                return line.toString();
            } else {
                line.setLength(0);
            }
        }
    }

    private static void submit(OutputStream out, InputStream in, String job, String ntime, int from, int count)
            throws Exception {
        byte[] batch = new byte[PIPELINED * 160];
        byte[] replies = new byte[1 << 16];
        for (int done = 0; done < count; done += PIPELINED) {
            int n = Math.min(PIPELINED, count - done);
            int length = 0;
            for (int i = 0; i < n; i++) {
                int share = from + done + i;
                String line = "{\"id\":" + (share + 10) + ",\"method\":\"mining.submit\",\"params\":[\"a.b\",\"" + job
                        + "\",\"0000000000000001\",\"" + ntime + "\",\"" + Hex.encode8(share) + "\"]}\n";
                byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(bytes, 0, batch, length, bytes.length);
                length += bytes.length;
            }
            out.write(batch, 0, length);
            awaitAccepted(in, replies, n);
        }
    }

    /** Reads until that many requests are answered; notifications (id null) in between do not count. */
    private static void awaitAccepted(InputStream in, byte[] replies, int expected) throws Exception {
        int answered = 0;
        int column = 0;
        boolean notification = false;
        while (answered < expected || column != 0) {
            int n = in.read(replies);
            assertThat(n).isPositive();
            for (int i = 0; i < n; i++) {
                if (column == 6) {
                    notification = replies[i] == 'n';
                }
                column++;
                if (replies[i] == '\n') {
                    answered += notification ? 0 : 1;
                    column = 0;
                }
            }
            String text = new String(replies, 0, n, StandardCharsets.US_ASCII);
            assertThat(text).doesNotContain("error\":[");
        }
    }

    private long allocatedByThePool() {
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("otedama-") || t.getName().startsWith("stratum-"))
                .mapToLong(Thread::getId)
                .toArray();
        assertThat(ids).isNotEmpty();
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }
}
