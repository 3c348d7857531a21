package io.otedama.security.detect;

/**
 * Settings of {@link AlarmKind#HASHRATE_JUMP}.
 *
 * @param factor times the usual work that is no jump yet
 * @param learnMs how long a worker must have mined before it is judged, milliseconds
 * @param evidence nats that are needed beyond that factor
 */
public record JumpConfig(double factor, long learnMs, double evidence) {
    public JumpConfig {
        if (!(factor > 1 && learnMs >= 0 && evidence > 0)) {
            throw new IllegalArgumentException("factor, learning time or evidence of a jump is out of range");
        }
    }
}
