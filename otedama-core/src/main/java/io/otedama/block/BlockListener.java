package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.job.Solution;
import io.otedama.spi.BlockRecord.Status;

/**
 * Told what happens to found blocks: of submission on one thread, in order; of the chain on the tracker's. May wait for the
 * journal; submission waits for nobody here.
 */
public interface BlockListener {
    /** A block was found and is on its way to the nodes. */
    void onFound(Solution solution);

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
