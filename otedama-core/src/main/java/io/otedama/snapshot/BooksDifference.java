package io.otedama.snapshot;

import io.otedama.accounting.Accounting;
import io.otedama.ledger.Bucket;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.LedgerSnapshot;
import java.util.Arrays;

/** Says what differs first between books, for whoever has to find out why. */
public final class BooksDifference {
    private BooksDifference() {}

    /** One sentence part: accounts before work before the rest. */
    public static String first(LedgerSnapshot snapshot, Accounting recomputed) {
        try (Accounting kept = new Accounting(new InMemoryJournal())) {
            kept.restore(snapshot.state());
            String accounts = inAccounts(kept, recomputed);
            String found = accounts.isEmpty() ? inCredits(kept, recomputed) : accounts;
            return found.isEmpty()
                    ? "first at byte " + Arrays.mismatch(snapshot.state(), recomputed.state()) + " of the state"
                    : found;
        }
    }

    private static String inAccounts(Accounting kept, Accounting recomputed) {
        int both = Math.min(kept.accounts().size(), recomputed.accounts().size());
        for (int account = 0; account < both; account++) {
            String name = recomputed.accounts().name(account);
            if (!name.equals(kept.accounts().name(account))) {
                return "account " + account + " is \"" + kept.accounts().name(account) + "\" there, \"" + name
                        + "\" recomputed";
            }
            for (Bucket bucket : Bucket.values()) {
                long there = kept.ledger().balance(account, bucket);
                long here = recomputed.ledger().balance(account, bucket);
                if (there != here) {
                    return "\"" + name + "\" has " + there + " " + bucket + " there, " + here + " recomputed";
                }
            }
        }
        return kept.accounts().size() == recomputed.accounts().size()
                ? ""
                : kept.accounts().size() + " accounts there, "
                        + recomputed.accounts().size() + " recomputed";
    }

    private static String inCredits(Accounting kept, Accounting recomputed) {
        for (int worker : recomputed.credits().workers()) {
            long there = kept.credits().shares(worker);
            long here = recomputed.credits().shares(worker);
            if (there != here
                    || !kept.credits().work(worker).equals(recomputed.credits().work(worker))) {
                return "worker " + worker + " has " + there + " shares worth "
                        + kept.credits().work(worker) + " there, " + here + " worth "
                        + recomputed.credits().work(worker) + " recomputed";
            }
        }
        return "";
    }
}
