package io.otedama.gateway.view;

import io.otedama.spi.StoredBlockCredit;
import io.otedama.spi.StoredCredits;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How blocks are shared out, in numbers and words. Amounts are base units. */
public final class CreditViews {
    private CreditViews() {}

    /** One block, all accounts. */
    public record OfBlock(String hash, List<Part> items, String explanation) {}

    /** One account's part of a block. */
    public record Part(String account, long owed, long direct) {}

    /**
     * One account's part of one block.
     *
     * @param percent of the block's value
     */
    public record OfAccount(
            String block,
            int height,
            String status,
            long owed,
            long direct,
            @Nullable Double percent,
            String explanation) {}

    public static OfBlock ofBlock(BlockView block, StoredCredits credits, @Nullable String payout) {
        List<Part> items = credits.credits().stream()
                .map(c -> new Part(c.account(), c.owed(), c.direct()))
                .toList();
        return new OfBlock(block.hash(), items, blockWords(block, items, payout));
    }

    private static String blockWords(BlockView block, List<Part> items, @Nullable String payout) {
        if (items.isEmpty()) {
            return block.status().equals("ORPHANED")
                    ? "The chain has another block at height " + block.height()
                            + ": nothing is credited for this one, and the work done counts for the next."
                    : "Nothing is credited for it yet: it is not in the chain, or the store has not got to it.";
        }
        long owed = items.stream().mapToLong(Part::owed).sum();
        long direct = items.stream().mapToLong(Part::direct).sum();
        return String.format(
                Locale.ROOT,
                "%d base units are shared out over %d accounts %s: %d are owed and paid later, %d the block itself"
                        + " pays.%s",
                owed + direct,
                items.size(),
                terms(payout),
                owed,
                direct,
                maturity(block.status()));
    }

    private static String terms(@Nullable String payout) {
        return payout == null ? "by the pool's terms" : "by the terms " + payout;
    }

    private static String maturity(String status) {
        return status.equals("MATURE") ? "" : " It is not mature yet: should the chain drop it, all of this is undone.";
    }

    public static OfAccount ofAccount(StoredBlockCredit credit, @Nullable String payout) {
        long value = credit.block().value();
        long mine = credit.owed() + credit.direct();
        Double percent = DifficultyWords.percent((double) mine, (double) value);
        String status = credit.block().status().name();
        String words = String.format(
                Locale.ROOT,
                "The block at height %d is worth %d base units. Work credited to this account earned %s of it %s: %d,"
                        + " of which %d are owed and %d were paid by the block itself.%s",
                credit.block().height(),
                value,
                percent == null ? "a part" : String.format(Locale.ROOT, "%.2f %%", percent),
                terms(payout),
                mine,
                credit.owed(),
                credit.direct(),
                maturity(status));
        return new OfAccount(
                credit.block().hash().toString(),
                credit.block().height(),
                status,
                credit.owed(),
                credit.direct(),
                percent,
                words);
    }
}
