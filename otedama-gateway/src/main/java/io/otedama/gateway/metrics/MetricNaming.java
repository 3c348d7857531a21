package io.otedama.gateway.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * From the pool's dotted names to families with one label.
 *
 * <pre>
 *   stratum.shares.low_difficulty    otedama.stratum.shares     verdict="low_difficulty"
 *   block.found                      otedama.block.found
 * </pre>
 *
 * <p>The registry adds the unit and the ending of its system: {@code otedama_stratum_shares_total}, {@code
 * otedama_share_latency_seconds}. What is in no family keeps its name, without a label.
 */
final class MetricNaming {
    /** Before every name. */
    static final String PREFIX = "otedama.";

    private static final List<Family> FAMILIES = List.of(
            new Family("stratum.shares.", "verdict"),
            new Family("shares.", "verdict"),
            new Family("stratum.connections.open.", "protocol"),
            new Family("stratum.connections.", "event"),
            new Family("sessions.firmware.", "firmware"),
            new Family("block.submissions.", "outcome"));

    private MetricNaming() {}

    /** Names that begin so differ in what becomes the label's value; the longer beginning stands first. */
    private record Family(String beginning, String label) {
        private boolean holds(String name) {
            return name.startsWith(beginning) && name.indexOf('.', beginning.length()) < 0;
        }
    }

    /** A name as Micrometer wants it. */
    record Named(String name, Tags tags) {}

    static Named of(String name) {
        for (Family family : FAMILIES) {
            if (family.holds(name)) {
                int end = family.beginning().length();
                return new Named(PREFIX + name.substring(0, end - 1), Tags.of(family.label(), name.substring(end)));
            }
        }
        return new Named(PREFIX + name, Tags.empty());
    }
}
