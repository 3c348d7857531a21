package io.otedama.gateway.view;

import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.error.ConfigurationException;
import io.otedama.error.StoreException;
import io.otedama.ledger.BlockBook;
import io.otedama.pow.ProofOfWorks;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.MiningJob;
import io.otedama.spi.StoredRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pool, blocks and workers as clients see them. Any thread; may wait for the store. */
public final class PoolViews {
    private final PictureCache pictures;
    private final RoundBook rounds;
    private final PoolMemory memory;
    private final PoolCard card;
    private final long startedAt;

    /**
     * @param startedAt milliseconds since 1970
     */
    public PoolViews(PictureCache pictures, RoundBook rounds, PoolMemory memory, PoolCard card, long startedAt) {
        this.pictures = pictures;
        this.rounds = rounds;
        this.memory = memory;
        this.card = card;
        this.startedAt = startedAt;
    }

    public PoolPicture picture() {
        return pictures.current();
    }

    public @Nullable String payout() {
        return card.payout();
    }

    public PoolView pool() {
        PoolPicture picture = pictures.current();
        PoolSnapshot s = picture.snapshot();
        MiningJob job = s.job();
        return new PoolView(
                card.name(),
                s.state().name(),
                s.network(),
                s.algorithm(),
                card.coinUnit(),
                job == null ? null : job.height(),
                job == null ? null : job.id(),
                memory.jobAt(),
                job == null ? null : networkDifficulty(job, s.algorithm()),
                s.connections(),
                s.workers().size(),
                picture.miners().size(),
                HashrateView.of(s.hashrate()),
                s.creditedShares(),
                s.workers().stream().mapToLong(WorkerSnapshot::rejectedShares).sum(),
                s.blocks().size(),
                s.earned(),
                luck(),
                card.payout(),
                startedAt,
                card.version(),
                card.stratum());
    }

    /** The pool is shown without its luck while the store cannot be read. */
    private PoolView.Luck luck() {
        try {
            return LuckView.longest(rounds.newest());
        } catch (StoreException e) {
            return PoolView.Luck.NONE;
        }
    }

    private static String networkDifficulty(MiningJob job, String algorithm) {
        return Difficulty.exactly(job.networkTarget(), multiplier(algorithm))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static long multiplier(String algorithm) {
        try {
            return ProofOfWorks.byName(algorithm).shareMultiplier();
        } catch (ConfigurationException e) {
            return 1; // an algorithm that the host made and named to nobody
        }
    }

    /** Newest first.
     *
     * @param cursor of the page before, or null
     * @throws IllegalArgumentException when the cursor is not one of this list
     */
    public Page<BlockView> blocks(@Nullable String cursor, int limit) {
        PoolPicture picture = pictures.current();
        List<BlockBook.Entry> all = picture.blocks();
        int from = all.size();
        if (cursor != null) {
            from = picture.placeOf(Hash256.ofDisplay(Cursor.parts(cursor, 1).get(0)));
            if (from < 0) {
                throw new IllegalArgumentException("the cursor names no block of this pool");
            }
        }
        List<BlockView> items = new ArrayList<>();
        int place = from - 1;
        while (place >= 0 && items.size() < limit) {
            items.add(view(picture, all.get(place--)));
        }
        return place < 0
                ? Page.whole(items)
                : new Page<>(items, Cursor.of(items.get(items.size() - 1).hash()));
    }

    public Optional<BlockView> block(Hash256 hash) {
        PoolPicture picture = pictures.current();
        int place = picture.placeOf(hash);
        return place < 0
                ? Optional.empty()
                : Optional.of(view(picture, picture.blocks().get(place)));
    }

    private BlockView view(PoolPicture picture, BlockBook.Entry block) {
        StoredRound round = endedBy(block.hash());
        MiningJob job = picture.snapshot().job();
        BlockRecord.Status status = block.status();
        boolean inChain = status == BlockRecord.Status.IN_CHAIN || status == BlockRecord.Status.MATURE;
        Long foundAt = memory.foundAt(block.hash());
        if (foundAt == null && round != null) {
            foundAt = round.endMillis();
        }
        if (foundAt == null && status == BlockRecord.Status.FOUND) {
            foundAt = block.foundMillis();
        }
        return new BlockView(
                block.hash().toString(),
                block.height(),
                status.name(),
                block.coinbaseValue(),
                picture.accountOf(block.workerId()),
                foundAt,
                block.foundMillis(),
                inChain && job != null ? Math.max(job.height() - block.height(), 1) : null,
                round == null ? null : RoundView.effort(round));
    }

    private @Nullable StoredRound endedBy(Hash256 block) {
        try {
            return rounds.endedBy(block);
        } catch (StoreException e) {
            return null;
        }
    }

    public Optional<WorkerDetailView> worker(String name) {
        PoolPicture picture = pictures.current();
        return picture.worker(name)
                .map(worker -> new WorkerDetailView(
                        WorkerView.of(worker),
                        DifficultyWords.explain(
                                worker, multiplier(picture.snapshot().algorithm()))));
    }
}
