package io.otedama.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.job.Job;
import io.otedama.job.Solution;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.metrics.LatencySnapshot;
import io.otedama.metrics.MetricsSnapshot;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SubmitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 13: a block goes to every node at once, whatever else is slow or broken. */
class BlockSubmissionIT {
    @TempDir
    Path directory;

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Recorder recorder = new Recorder();
    private final List<BlockSubmitter> nodes = new ArrayList<>();
    private final InMemoryMetrics metrics = new InMemoryMetrics();
    private BlockSubmission submission;

    @AfterEach
    void close() {
        release.countDown();
        if (submission != null) {
            submission.close();
        }
    }

    private Node node(String name) {
        Node node = new Node(name);
        nodes.add(node);
        return node;
    }

    private void open(Path blocks, BlockListener listener) {
        submission = new BlockSubmission(
                nodes,
                blocks,
                listener,
                (where, error, fatal) -> errors.add(error),
                new BlockMeters(metrics, PoolClock.system()));
    }

    static Solution solution(int nonce) {
        Job job = Job.builder()
                .number(1)
                .header(0x20000000, Hash256.ZERO, 0x207fffff, 77)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[0], new byte[0])))
                .solutions(s -> {})
                .build();
        BlockHeader header = new BlockHeader(1, Hash256.ZERO, Hash256.ZERO, 5, 0x207fffff, nonce);
        return new Solution(
                job, job.variants().get(0), header.hash(), header.toBytes(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 3);
    }

    @Test
    void rule13_aSlowAHangingAndAnUnreachableNodeDoNotDelayTheOthers() {
        Node hanging = node("hanging");
        hanging.hangs = true;
        Node unreachable = node("unreachable");
        unreachable.failures.set(Integer.MAX_VALUE);
        Node broken = node("broken");
        broken.broken = true;
        Node good = node("good");
        open(null, recorder);
        for (int i = 0; i < 20; i++) {
            submission.onSolution(solution(i));
        }
        await().until(() -> good.taken.size() == 20);
        assertThat(good.taken.get(19)).isEqualTo(BlockAssembler.assemble(solution(19)));
        assertThat(hanging.taken).isEmpty();
        assertThat(recorder.submitted).isEmpty();
        unreachable.failures.set(0);
        broken.broken = false;
        release.countDown();
        await().until(() -> recorder.submitted.size() == 20);
        assertThat(recorder.submitted).allMatch(SubmissionReport::isAccepted);
        MetricsSnapshot numbers = metrics.snapshot();
        assertThat(numbers.counters())
                .containsEntry("block.found", 20L)
                .containsEntry("block.submissions.accepted", 20L);
        LatencySnapshot first = numbers.latencies().get("block.first.answer.latency");
        LatencySnapshot all = numbers.latencies().get("block.all.answers.latency");
        assertThat(first.count()).isEqualTo(20);
        assertThat(all.count()).isEqualTo(20);
        assertThat(all.p50Ns()).as("the hanging node answers last").isGreaterThan(first.p50Ns());
    }

    @Test
    void rule13_anUnreachableNodeIsTriedUntilItAnswers() {
        Node flaky = node("flaky");
        flaky.failures.set(3);
        open(null, recorder);
        submission.onSolution(solution(1));
        await().until(() -> recorder.submitted.size() == 1);
        assertThat(flaky.calls.get()).isEqualTo(4);
        assertThat(flaky.taken).hasSize(1);
    }

    @Test
    void rule13_aBlockThatANodeCannotJudgeYetDoesNotHoldUpTheNext() {
        Solution early = solution(1);
        Node behind = node("behind");
        behind.unknownParent = early.blockHash();
        open(null, recorder);
        submission.onSolution(early);
        await().until(() -> behind.calls.get() > 0);
        submission.onSolution(solution(2));
        await().until(() -> behind.taken.size() == 1);
        behind.unknownParent = Hash256.ZERO;
        await().until(() -> behind.taken.size() == 2);
        assertThat(behind.taken.get(1)).isEqualTo(BlockAssembler.assemble(early));
    }

    @Test
    void rule13_aRepeatOfTheLast1024HashesDoesNothingMore() {
        Node good = node("good");
        open(null, recorder);
        for (int i = 0; i < BlockSubmission.REMEMBERED_HASHES; i++) {
            submission.onSolution(solution(i));
        }
        submission.onSolution(solution(0));
        submission.onSolution(solution(BlockSubmission.REMEMBERED_HASHES - 1));
        submission.onSolution(solution(BlockSubmission.REMEMBERED_HASHES)); // pushes 0 out
        submission.onSolution(solution(0));
        await().until(() -> good.taken.size() == BlockSubmission.REMEMBERED_HASHES + 2);
        await().until(() -> recorder.submitted.size() == BlockSubmission.REMEMBERED_HASHES + 2);
        assertThat(recorder.found).hasSize(BlockSubmission.REMEMBERED_HASHES + 2);
    }

    @Test
    void rule13_theBytesOnDiskAreTheBytesSubmitted() throws IOException {
        Node good = node("good");
        Path blocks = directory.resolve("deep").resolve("blocks");
        open(blocks, recorder);
        Solution s = solution(5);
        submission.onSolution(s);
        Path file = blocks.resolve("77-" + s.blockHash() + ".block.done"); // a node holds it
        await().until(() -> Files.exists(file) && good.taken.size() == 1);
        assertThat(Files.readAllBytes(file)).isEqualTo(good.taken.get(0));
        try (var files = Files.list(blocks)) {
            assertThat(files).as("no half-written file is left").containsExactly(file);
        }
    }

    @Test
    void rule13_aDiskThatTakesNothingDoesNotStopTheSubmission() throws IOException {
        Node good = node("good");
        Path file = Files.writeString(directory.resolve("in-the-way"), "a file, no directory");
        open(file, recorder);
        submission.onSolution(solution(5));
        await().until(() -> recorder.submitted.size() == 1 && errors.size() == 1);
        assertThat(good.taken).hasSize(1);
        assertThat(errors.get(0)).isInstanceOf(IOException.class);
    }

    @Test
    void rule13_aListenerThatWaitsOrThrowsDelaysNoBlock() {
        Node good = node("good");
        open(null, new Recorder() {
            @Override
            public CompletableFuture<?> onFound(Solution solution) {
                hang(release); // as if the ring were full
                throw new IllegalStateException("listener");
            }
        });
        for (int i = 0; i < 5; i++) {
            submission.onSolution(solution(i));
        }
        await().until(() -> good.taken.size() == 5);
        release.countDown();
        await().until(() -> errors.size() == 5);
        assertThat(good.calls.get()).isEqualTo(5);
    }

    @Test
    void aBlockThatNoJournalHasIsRecordedByTheNextStart() throws IOException {
        Node good = node("good");
        recorder.journal = new CompletableFuture<>(); // the process dies before it says anything
        open(directory, recorder);
        submission.onSolution(solution(1));
        await().until(() -> recorder.submitted.size() == 1);
        submission.close();

        open(directory, recorder);
        submission.resume();
        await().until(() -> recorder.recovered.size() == 1);
        assertThat(recorder.recovered.get(0)).isEqualTo(recorder.claim(solution(1)));
        await().until(() -> good.taken.size() == 2);
        await().until(() -> names().equals(List.of("77-" + solution(1).blockHash() + ".block.done")));

        submission.close();
        open(directory, recorder);
        submission.resume();
        submission.close();
        assertThat(recorder.recovered).hasSize(1);
        assertThat(good.taken).hasSize(2);
    }

    @Test
    void aClaimWithoutItsBlockIsRecordedAndWhatIsHalfWrittenGoes() throws IOException {
        recorder.journal = new CompletableFuture<>();
        node("good");
        open(directory, recorder);
        submission.onSolution(solution(1));
        await().until(() -> recorder.submitted.size() == 1);
        submission.close();
        Files.delete(directory.resolve("77-" + solution(1).blockHash() + ".block"));
        Files.writeString(directory.resolve("77-x.block.part"), "half");

        open(directory, recorder);
        submission.resume();
        await().until(() -> names().isEmpty());
        assertThat(recorder.recovered).containsExactly(recorder.claim(solution(1)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void rule13_whatIsUnderWayReachesTheNodesBeforeTheEnd() {
        Node good = node("good");
        open(directory, recorder);
        for (int i = 0; i < 50; i++) {
            submission.onSolution(solution(i));
        }
        submission.close();
        assertThat(good.taken).hasSize(50);
        assertThat(recorder.submitted).hasSize(50);
        assertThat(directory).isNotEmptyDirectory();
        submission.onSolution(solution(99));
        assertThat(errors).as("too late is said aloud").hasSize(1);
    }

    private static void hang(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A node that behaves as told. */
    private final class Node implements BlockSubmitter {
        private final String name;
        private final List<byte[]> taken = new CopyOnWriteArrayList<>();
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean hangs;
        private volatile boolean broken;
        private volatile Hash256 unknownParent = Hash256.ZERO;

        private Node(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public SubmitResult submit(byte[] rawBlock, Hash256 blockHash) {
            calls.incrementAndGet();
            if (hangs) {
                hang(release);
            }
            if (broken) {
                throw new IllegalStateException("a bug in the adapter");
            }
            if (blockHash.equals(unknownParent)) {
                throw new NodeException("does not know the parent");
            }
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new NodeException("away");
            }
            taken.add(rawBlock.clone());
            return SubmitResult.ACCEPTED;
        }
    }

    private static class Recorder implements BlockListener {
        final List<Solution> found = new CopyOnWriteArrayList<>();
        final List<BlockClaim> recovered = new CopyOnWriteArrayList<>();
        final List<SubmissionReport> submitted = new CopyOnWriteArrayList<>();
        CompletableFuture<?> journal = CompletableFuture.completedFuture(null);

        @Override
        public BlockClaim claim(Solution solution) {
            return new BlockClaim(TrackedBlock.of(solution), "alice.rig \u00e9", "alice");
        }

        @Override
        public CompletableFuture<?> onFound(Solution solution) {
            found.add(solution);
            return journal;
        }

        @Override
        public CompletableFuture<?> onRecovered(BlockClaim claim) {
            recovered.add(claim);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubmitted(Solution solution, SubmissionReport report) {
            submitted.add(report);
        }

        @Override
        public void onStatus(TrackedBlock block, Status status, int confirmations) {
            throw new IllegalStateException("nobody tracks here");
        }
    }
}
