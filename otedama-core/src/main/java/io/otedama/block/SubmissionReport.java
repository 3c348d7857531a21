package io.otedama.block;

import io.otedama.spi.SubmitResult;
import java.util.Map;

/**
 * What the nodes said about one block.
 *
 * @param answers by node name; a node that never answered has none
 * @param nodes how many were asked
 */
public record SubmissionReport(Map<String, SubmitResult> answers, int nodes) {
    public SubmissionReport {
        answers = Map.copyOf(answers);
    }

    /** At least one node holds the block as valid. */
    public boolean isAccepted() {
        return answers.values().stream().anyMatch(SubmitResult::isSuccess);
    }

    /** Every node answered, and every answer was a refusal: the block is lost. */
    public boolean isRefused() {
        return answers.size() == nodes
                && answers.values().stream().allMatch(r -> r.outcome() == SubmitResult.Outcome.REJECTED);
    }

    /** Nothing is left to do: a node has it, or all have refused it. */
    public boolean isSettled() {
        return isRefused() || answers.values().stream().anyMatch(r -> r.outcome() != SubmitResult.Outcome.REJECTED);
    }
}
