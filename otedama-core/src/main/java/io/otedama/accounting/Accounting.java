package io.otedama.accounting;

import io.otedama.ledger.BlockBook;
import io.otedama.ledger.CreditBook;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BootRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * Applies journal records to the books, in sequence, each exactly once. One thread: the pipeline's Account stage, or the
 * replay before it starts. No clock, no I/O, no allocation per share.
 */
public final class Accounting {
    private final CreditBook credits = new CreditBook();
    private final BlockBook blocks = new BlockBook();
    private final Map<Integer, String> workerNames = new HashMap<>();
    private final ShareRecord share = new ShareRecord();
    private final BlockRecord block = new BlockRecord();
    private final BootRecord boot = new BootRecord();
    private final WorkerRecord worker = new WorkerRecord();
    private long lastSequence;
    private long bootNumber;

    public Accounting() {}

    /**
     * @throws IllegalStateException when a record comes twice or out of order
     */
    public void apply(RecordView record) {
        long sequence = record.sequence();
        if (sequence <= lastSequence) {
            throw new IllegalStateException("record " + sequence + " after " + lastSequence);
        }
        lastSequence = sequence;
        switch (record.type()) {
            case SHARE -> {
                share.wrap(record);
                credits.credit(share.workerId(), share.workHi(), share.workLo());
            }
            case BLOCK -> blocks.apply((BlockRecord) block.wrap(record));
            case BOOT -> bootNumber = ((BootRecord) boot.wrap(record)).bootNumber();
            case WORKER -> {
                worker.wrap(record);
                workerNames.put(worker.workerId(), worker.workerName());
            }
            case JOB -> {
                // jobs carry the context of the shares that follow; they post nothing
            }
        }
    }

    public CreditBook credits() {
        return credits;
    }

    public BlockBook blocks() {
        return blocks;
    }

    /** Number of the last start that the journal knows, 0 when none. */
    public long bootNumber() {
        return bootNumber;
    }

    /** Sequence of the last record applied, 0 when none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Names by worker id; a live view for the owning thread. */
    public Map<Integer, String> workerNames() {
        return workerNames;
    }
}
