package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.job.Solution;
import io.otedama.spi.SubmitResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** A block on its way: collects the nodes' answers and reports once, when the last has answered or been given up. */
final class PendingBlock {
    private final Solution solution;
    private final byte[] rawBlock;
    private final int nodes;
    private final BlockNotices notices;
    private final Map<String, SubmitResult> answers = new LinkedHashMap<>();
    private int open;

    PendingBlock(Solution solution, byte[] rawBlock, int nodes, BlockNotices notices) {
        this.solution = solution;
        this.rawBlock = rawBlock;
        this.nodes = nodes;
        this.open = nodes;
        this.notices = notices;
    }

    Hash256 hash() {
        return solution.blockHash();
    }

    byte[] rawBlock() {
        return rawBlock;
    }

    void answered(String node, SubmitResult result) {
        synchronized (this) {
            answers.put(node, result);
        }
        oneLess();
    }

    void gaveUp(String node) {
        oneLess();
    }

    private void oneLess() {
        SubmissionReport report;
        synchronized (this) {
            if (--open > 0) {
                return;
            }
            report = new SubmissionReport(answers, nodes);
        }
        notices.onSubmitted(solution, report);
    }
}
