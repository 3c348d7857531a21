package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.error.ErrorHandler;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.job.Solution;
import io.otedama.job.SolutionSink;
import io.otedama.spi.BlockSubmitter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Takes solved blocks and gives them to every node at once. The caller (an event loop or a validator) only checks for a
 * repeat and hands over; assembling happens on the first thread here, submitting on one thread per node, saving beside it.
 * The listener has a thread of its own: it may wait for the journal, the next block does not.
 */
public final class BlockSubmission implements SolutionSink, AutoCloseable {
    /** A repeat of one of this many last block hashes does nothing more. */
    public static final int REMEMBERED_HASHES = 1024;

    /**
     * A block goes out at the latest after so long, when neither archive nor journal says that it has it, milliseconds. Before
     * that, a process that dies could leave a block in the chain of which nothing is left here. A force of a disk takes a few
     * milliseconds; a block that is this late loses against a rival once in 24,000 times.
     */
    static final long MAX_SAFE_WAIT_MS = 25;

    /** Head start of the journal before the archive, milliseconds; many times what a force of a small record takes. */
    private static final long JOURNAL_FIRST_MS = 5;

    private static final long CLOSE_WAIT_MS = 3_000;
    private static final Logger LOG = LoggerFactory.getLogger(BlockSubmission.class);

    private final List<NodeSubmitter> nodes;
    private final BlockArchive archive;
    private final BlockNotices notices;
    private final ErrorHandler errors;
    private final BlockMeters meters;
    private final Set<Hash256> recent = new LinkedHashSet<>();
    private final ThreadPoolExecutor assembler = executor("otedama-block-assembler");
    private final ThreadPoolExecutor disk = executor("otedama-block-archive");

    /**
     * @param directory where raw blocks are kept, or null to keep none
     */
    public BlockSubmission(
            List<BlockSubmitter> submitters,
            @Nullable Path directory,
            BlockListener listener,
            ErrorHandler errors,
            BlockMeters meters) {
        this.nodes = submitters.stream().map(NodeSubmitter::new).toList();
        this.archive = new BlockArchive(directory, errors);
        this.notices = new BlockNotices(listener, errors);
        this.errors = errors;
        this.meters = meters;
    }

    static ThreadPoolExecutor executor(String name) {
        LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(NodeSubmitter.MAX_WAITING);
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, new NamedThreadFactory(name));
        executor.prestartAllCoreThreads();
        return executor;
    }

    @Override
    public void onSolution(Solution solution) {
        if (!remember(solution.blockHash())) {
            return;
        }
        BlockMeters.Course course = meters.found(solution);
        try {
            assembler.execute(() -> submit(course));
        } catch (RejectedExecutionException e) {
            forget(solution.blockHash());
            errors.onError("block " + solution.blockHash() + " could not be queued for submission", e, false);
        }
    }

    private void forget(Hash256 hash) {
        synchronized (recent) {
            recent.remove(hash);
        }
    }

    private boolean remember(Hash256 hash) {
        synchronized (recent) {
            if (!recent.add(hash)) {
                return false;
            }
            if (recent.size() > REMEMBERED_HASHES) {
                recent.remove(recent.iterator().next());
            }
            return true;
        }
    }

    private void submit(BlockMeters.Course course) {
        Solution solution = course.solution();
        try {
            if (!solution.job().hasAllTransactions()) {
                var unused = notices.onFound(solution);
                logged(solution).log("block found on a miner's own work: his node sends it");
                return;
            }
            CompletableFuture<?> recorded = notices.onFound(solution); // queued, so that it precedes the answers
            byte[] rawBlock = BlockAssembler.assemble(solution); // while the journal writes
            int height = solution.job().height();
            CompletableFuture<?> saved = save(solution, rawBlock, recorded); // queued first: precedes the settling
            await(archive.isKeeping() ? CompletableFuture.anyOf(recorded, saved) : recorded, MAX_SAFE_WAIT_MS);
            handToAll(new PendingBlock(solution.blockHash(), rawBlock, nodes.size(), course::answered, report -> {
                course.end(report);
                notices.onSubmitted(solution, report);
                settle(height, solution.blockHash(), report, recorded);
            }));
            logged(solution)
                    .addKeyValue("bytes", rawBlock.length)
                    .addKeyValue("nodes", nodes.size())
                    .log("block found, on its way to the nodes");
        } catch (RuntimeException e) {
            errors.onError("block " + solution.blockHash(), e, false);
        }
    }

    private static LoggingEventBuilder logged(Solution solution) {
        return LOG.atInfo()
                .addKeyValue("block", solution.blockHash())
                .addKeyValue("height", solution.job().height());
    }

    private static void await(CompletableFuture<?> safe, long maxMs) {
        try {
            safe.get(maxMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("a found block does not wait longer to be safe: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes up the blocks that an earlier start found and that no node took, or no journal: its process died, or every node was
     * away. Call once, when the nodes can be asked.
     */
    public void resume() {
        onDisk(() -> archive.claimsAlone().forEach(claim -> {
            var unused = notices.onRecovered(claim).thenRun(() -> {
                if (!disk.isShutdown()) {
                    onDisk(() -> archive.forget(claim));
                }
            });
        }));
        onDisk(() -> archive.pending().forEach(block -> {
            if (remember(block.hash())) {
                BlockClaim claim = block.claim();
                CompletableFuture<?> recorded =
                        claim == null ? CompletableFuture.completedFuture(null) : notices.onRecovered(claim);
                LOG.warn(
                        "block {} at height {} is left from an earlier start: submitting it",
                        block.hash(),
                        block.height());
                handToAll(new PendingBlock(block.hash(), block.rawBlock(), nodes.size(), () -> {}, report -> {
                    LOG.warn("block {} of an earlier start: {}", block.hash(), report.answers());
                    settle(block.height(), block.hash(), report, recorded);
                }));
            }
        }));
    }

    /**
     * Lets the journal go first: a disk that is busy with megabytes of block would make the small record wait that the block
     * itself is waiting for.
     */
    private CompletableFuture<?> save(Solution solution, byte[] rawBlock, CompletableFuture<?> recorded) {
        CompletableFuture<Object> saved = new CompletableFuture<>();
        onDisk(() -> {
            if (archive.isKeeping()) {
                await(recorded, JOURNAL_FIRST_MS);
            }
            if (archive.isKeeping() && archive.save(notices.claim(solution), rawBlock)) {
                saved.complete(solution);
            }
        });
        return saved;
    }

    /** The next start has nothing to do with a block that nodes and journal have. */
    private void settle(int height, Hash256 hash, SubmissionReport report, CompletableFuture<?> recorded) {
        if (report.isSettled()) {
            var unused = recorded.thenRun(() -> {
                if (!disk.isShutdown()) { // else the next start finds out that there is nothing to do
                    onDisk(() -> archive.settle(height, hash)); // behind the saving of the same block
                }
            });
        }
    }

    private void onDisk(Runnable task) {
        try {
            disk.execute(task);
        } catch (RejectedExecutionException e) {
            errors.onError("block archive: too many blocks wait for the disk", e, false);
        }
    }

    private void handToAll(PendingBlock pending) {
        for (NodeSubmitter node : nodes) {
            hand(pending, node);
        }
    }

    private void hand(PendingBlock pending, NodeSubmitter node) {
        try {
            node.submit(pending);
        } catch (RejectedExecutionException e) {
            errors.onError("block " + pending.hash() + ": too many blocks wait for " + node.name(), e, false);
            pending.gaveUp(node.name());
        }
    }

    /** Gives what is under way {@value #CLOSE_WAIT_MS} ms to reach the nodes. */
    @Override
    public void close() {
        await(assembler);
        nodes.forEach(NodeSubmitter::shutdown); // together: the slow ones share one waiting time
        nodes.forEach(node -> node.close(CLOSE_WAIT_MS));
        notices.close();
        await(disk);
    }

    static void await(ThreadPoolExecutor executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
