package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.job.Solution;
import io.otedama.spi.BlockRecord.Status;
import java.util.concurrent.CompletableFuture;

/**
 * Told what happens to found blocks: of submission on one thread, in order; of the chain on the tracker's. May wait for the
 * journal; submission waits for nobody here.
 */
public interface BlockListener {
    /** What the books have to know of it. On the disk's thread. */
    BlockClaim claim(Solution solution);

    /**
     * A block was found and is on its way to the nodes.
     *
     * @return completes when the journal has it
     */
    CompletableFuture<?> onFound(Solution solution);

    /**
     * An earlier process found a block and may have died before its journal had it.
     *
     * @return completes when the journal has it, at once when it had it already
     */
    CompletableFuture<?> onRecovered(BlockClaim claim);

    /** Every node has answered, or was given up on. */
    void onSubmitted(Solution solution, SubmissionReport report);

    /** The chain's view of a block changed. */
    void onStatus(TrackedBlock block, Status status, int confirmations);

    /**
     * A block that is watched.
     *
     * @param coinbaseValue base units
     * @param splitId whom its coinbase pays
     */
    record TrackedBlock(Hash256 hash, int height, long jobNumber, int workerId, long coinbaseValue, long splitId) {
        public static TrackedBlock of(Solution s) {
            return new TrackedBlock(
                    s.blockHash(),
                    s.job().height(),
                    s.job().number(),
                    s.workerId(),
                    s.job().coinbaseValue(),
                    s.variant().splitId());
        }
    }
}
