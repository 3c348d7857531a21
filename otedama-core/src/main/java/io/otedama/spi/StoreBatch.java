package io.otedama.spi;

import java.util.List;

/**
 * What a run of journal records changes in a store. Rows replace what is stored under their key, except where it says
 * otherwise; every account that a row names is in this batch or in an earlier one.
 *
 * @param after the position that the store must have before
 * @param position the position it has afterwards
 * @param accounts by name
 * @param workers by id
 * @param blocks by hash; the sequence that a block was stored with first stays
 * @param credits by block; replaces all credits of that block
 * @param payments by id, with all outputs
 * @param work by account and bucket; is <em>added</em> to what is there
 */
public record StoreBatch(
        StorePosition after,
        StorePosition position,
        List<StoredAccount> accounts,
        List<StoredWorker> workers,
        List<StoredBlock> blocks,
        List<StoredCredits> credits,
        List<StoredPayment> payments,
        List<StoredWork> work) {
    public StoreBatch {
        accounts = List.copyOf(accounts);
        workers = List.copyOf(workers);
        blocks = List.copyOf(blocks);
        credits = List.copyOf(credits);
        payments = List.copyOf(payments);
        work = List.copyOf(work);
    }
}
