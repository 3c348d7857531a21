package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.spi.SubmitResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A block on its way: collects the nodes' answers and reports once, when the last has answered or been given up. */
final class PendingBlock {
    private final Hash256 hash;
    private final byte[] rawBlock;
    private final int nodes;
    private final Runnable anAnswer;
    private final Consumer<SubmissionReport> done;
    private final Map<String, SubmitResult> answers = new LinkedHashMap<>();
    private int open;

    /**
     * @param anAnswer run at each answer
     * @param done told once
     */
    PendingBlock(Hash256 hash, byte[] rawBlock, int nodes, Runnable anAnswer, Consumer<SubmissionReport> done) {
        this.hash = hash;
        this.rawBlock = rawBlock;
        this.nodes = nodes;
        this.open = nodes;
        this.anAnswer = anAnswer;
        this.done = done;
    }

    Hash256 hash() {
        return hash;
    }

    byte[] rawBlock() {
        return rawBlock;
    }

    void answered(String node, SubmitResult result) {
        synchronized (this) {
            answers.put(node, result);
        }
        anAnswer.run();
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
        done.accept(report);
    }
}
