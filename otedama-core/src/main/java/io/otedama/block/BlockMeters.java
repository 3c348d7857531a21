package io.otedama.block;

import io.otedama.job.Solution;
import io.otedama.metrics.BlockSubmissionEvent;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.spi.MetricsSink.LatencyRecorder;
import io.otedama.spi.PoolClock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How many blocks were found, and how long they were on their way. Any thread. */
public final class BlockMeters {
    private final PoolClock clock;
    private final Counter found;
    private final Counter accepted;
    private final Counter refused;
    private final Counter unanswered;
    private final LatencyRecorder firstAnswer;
    private final LatencyRecorder allAnswers;

    public BlockMeters(MetricsSink sink, PoolClock clock) {
        this.clock = clock;
        found = sink.counter("block.found", "hashes that met the network target, each once");
        accepted = sink.counter("block.submissions.accepted", "blocks that at least one node holds as valid");
        refused = sink.counter("block.submissions.refused", "blocks that every node refused");
        unanswered =
                sink.counter("block.submissions.unanswered", "blocks that no node took and not every node refused");
        firstAnswer = sink.latency("block.first.answer.latency", "from a solved hash to the first node's answer");
        allAnswers = sink.latency("block.all.answers.latency", "from a solved hash to the last node's answer");
    }

    /** A hash met the network target, now. */
    Course found(Solution solution) {
        found.increment();
        return new Course(solution, clock.nanoTime());
    }

    /** One block from its hash to the nodes. */
    final class Course {
        private final Solution solution;
        private final long foundNs;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final @Nullable BlockSubmissionEvent recording = BlockSubmissionEvent.beginIfWanted();

        private Course(Solution solution, long foundNs) {
            this.solution = solution;
            this.foundNs = foundNs;
        }

        Solution solution() {
            return solution;
        }

        /** Some node has answered. */
        void answered() {
            if (answered.compareAndSet(false, true)) {
                firstAnswer.record(clock.nanoTime() - foundNs);
            }
        }

        /** Every node has answered or was given up. */
        void end(SubmissionReport report) {
            allAnswers.record(clock.nanoTime() - foundNs);
            (report.isAccepted() ? accepted : report.isRefused() ? refused : unanswered).increment();
            if (recording != null) {
                recording.end(
                        solution.blockHash().toString(), solution.job().height(), report.nodes(), report.isAccepted());
            }
        }
    }
}
