package io.otedama.snapshot;

import io.otedama.chain.Hash256;
import io.otedama.session.Worker;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.JobRecord;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How far back a start has to read for what the books do not have. One thread.
 *
 * <p>The duplicate filter holds the header hashes on the {@value DuplicateFilter#BLOCKS_KEPT} previous blocks that were current
 * last, each since it entered the filter. Which these are, and when each entered, follows from the job records alone, in the
 * order of the journal; a replay from the first of these job records builds the same sets, since whatever was current before it
 * and not after has been forgotten. A share that is credited on a block comes behind its job's record, and that one not before the
 * block entered: a job lives for at most as many changes of the previous block as the filter does. So the hash of every share
 * that could still be sent again is among those read.
 *
 * <p>Beyond that it reaches {@link Worker#REMEMBER_MILLIS} back in time, for the workers' last difficulties and hashrates.
 */
final class ReplayReach {
    private static final long MARK_MS = 60_000;
    private static final int MAX_MARKS = (int) (Worker.REMEMBER_MILLIS / MARK_MS) + 1;

    private final JobRecord job = new JobRecord();

    // as the duplicate filter: most recently current first
    private final @Nullable Hash256[] blocks = new Hash256[DuplicateFilter.BLOCKS_KEPT];
    private final long[] entered = new long[DuplicateFilter.BLOCKS_KEPT];
    private final ArrayDeque<Mark> marks = new ArrayDeque<>(MAX_MARKS + 1);

    /** In the order of the journal, from its first record or from an earlier answer of {@link #from} on. */
    void onRecord(RecordView record) {
        if (record.type() != RecordType.JOB) {
            return;
        }
        job.wrap(record);
        onPreviousBlock(job.previousBlock(), record.sequence());
        Mark last = marks.peekLast();
        if (last == null || record.epochMillis() - last.epochMillis >= MARK_MS) {
            marks.add(new Mark(record.epochMillis(), record.sequence()));
            if (marks.size() > MAX_MARKS) {
                marks.remove();
            }
        }
    }

    private void onPreviousBlock(Hash256 block, long sequence) {
        int at = 0;
        while (at < blocks.length && !block.equals(blocks[at])) {
            at++;
        }
        long since = at < blocks.length ? entered[at] : sequence;
        int from = Math.min(at, blocks.length - 1);
        System.arraycopy(blocks, 0, blocks, 1, from);
        System.arraycopy(entered, 0, entered, 1, from);
        blocks[0] = block;
        entered[0] = since;
    }

    /**
     * The first record that a start has to read.
     *
     * @param sequence the last record so far
     * @param epochMillis its time
     */
    long from(long sequence, long epochMillis) {
        long first = sequence + 1;
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] != null) {
                first = Math.min(first, entered[i]);
            }
        }
        for (Mark mark : marks) {
            if (epochMillis - mark.epochMillis <= Worker.REMEMBER_MILLIS) {
                first = Math.min(first, mark.sequence);
            }
        }
        return first;
    }

    private record Mark(long epochMillis, long sequence) {}
}
