package io.otedama.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.otedama.error.ConfigurationException;

/**
 * Shape of the pipeline.
 *
 * @param ringSize slots, a power of two; about 400 bytes each
 * @param waitMode how stage threads wait for work
 * @param validators threads that check shares of expensive algorithms
 * @param stageThreads 1: one thread runs every stage behind validation; 3: one for each pair
 * @param duplicateCapacity shares per previous block that the duplicate filter holds without growing
 * @param maxSharesPerBlock shares per previous block that are credited; one more is refused with an error
 */
public record PipelineConfig(
        int ringSize,
        WaitMode waitMode,
        int validators,
        int stageThreads,
        int duplicateCapacity,
        int maxSharesPerBlock) {

    /** Slots that one batch takes at most, so that a commit never waits for a whole ring. */
    public static final int MAX_BATCH = 512;

    private static final int FEW_CORES = 4;
    private static final int MANY_CORES = 16;

    /** How a thread waits. */
    public enum WaitMode {
        /** Sleeps on a lock: kindest to shared machines. */
        BLOCKING,
        /** Spins, yields, then naps about 100 µs. */
        SLEEPING,
        /** Spins and yields: uses a core even when idle. */
        YIELDING,
        /** Spins: only with cores to spare. */
        BUSY_SPIN;

        WaitStrategy newStrategy() {
            return switch (this) {
                case BLOCKING -> new PatientWaitStrategy();
                case SLEEPING -> new SleepingWaitStrategy();
                case YIELDING -> new YieldingWaitStrategy();
                case BUSY_SPIN -> new BusySpinWaitStrategy();
            };
        }
    }

    public PipelineConfig {
        require(
                Integer.bitCount(ringSize) == 1 && ringSize >= 64 && ringSize <= 1 << 20,
                "pipeline.ringSize",
                ringSize + " slots",
                "Use a power of two from 64 to 1048576");
        require(validators >= 1 && validators <= 256, "pipeline.validators", validators + " threads", "Use 1 to 256");
        require(
                stageThreads == 1 || stageThreads == 3,
                "pipeline.stageThreads",
                stageThreads + " threads",
                "Use 1 or 3");
        require(
                duplicateCapacity >= 0 && maxSharesPerBlock >= Math.max(1, duplicateCapacity),
                "pipeline.maxSharesPerBlock",
                maxSharesPerBlock + " with " + duplicateCapacity + " at the start",
                "Use at least 1, and at least duplicateCapacity");
        require(
                maxSharesPerBlock <= 1 << 28,
                "pipeline.maxSharesPerBlock",
                maxSharesPerBlock + " shares",
                "Use at most " + (1 << 28));
    }

    /** Defaults for a machine with that many cores. */
    public static PipelineConfig forCores(int cores) {
        int validators = Math.max(1, Math.min(cores - 1, 16));
        int stages = cores <= FEW_CORES ? 1 : 3;
        WaitMode wait = cores < MANY_CORES ? WaitMode.BLOCKING : WaitMode.YIELDING;
        return new PipelineConfig(1 << 13, wait, validators, stages, 1 << 16, 1 << 24);
    }

    public PipelineConfig withRingSize(int slots) {
        return new PipelineConfig(slots, waitMode, validators, stageThreads, duplicateCapacity, maxSharesPerBlock);
    }

    public PipelineConfig withWaitMode(WaitMode mode) {
        return new PipelineConfig(ringSize, mode, validators, stageThreads, duplicateCapacity, maxSharesPerBlock);
    }

    public PipelineConfig withValidators(int threads) {
        return new PipelineConfig(ringSize, waitMode, threads, stageThreads, duplicateCapacity, maxSharesPerBlock);
    }

    public PipelineConfig withStageThreads(int threads) {
        return new PipelineConfig(ringSize, waitMode, validators, threads, duplicateCapacity, maxSharesPerBlock);
    }

    public PipelineConfig withDuplicates(int capacity, int maxPerBlock) {
        return new PipelineConfig(ringSize, waitMode, validators, stageThreads, capacity, maxPerBlock);
    }

    private static void require(boolean holds, String key, String found, String remedy) {
        if (!holds) {
            throw new ConfigurationException(key, found + " is not possible", remedy);
        }
    }
}
