package io.otedama.job;

/**
 * Takes headers that meet the network target: a raw block for the node, later a template-distribution solution or an
 * AuxPoW. Called by whichever thread validated the share: thread-safe, returns at once, never throws.
 */
@FunctionalInterface
public interface SolutionSink {
    void onSolution(Solution solution);
}
