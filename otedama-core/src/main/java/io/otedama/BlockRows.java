package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.BlockExplanation;
import io.otedama.chain.Hash256;
import io.otedama.ledger.BlockBook;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredCredits.Credit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows of blocks and of how they are shared. Any block record may change the credits of every block that is not mature, where
 * rounds move to the next block. The books explain a mature block until the next one is mature; its credits then stay as they are.
 * One thread.
 */
final class BlockRows {
    private final Accounting books;
    private final BlockRecord record = new BlockRecord();

    /** In the chain and explained by the books: about as many as the maturity is deep. */
    private final Set<Hash256> open = new LinkedHashSet<>();

    private final Map<Hash256, StoredCredits> known = new LinkedHashMap<>();

    private final Map<Hash256, StoredBlock> blocks = new LinkedHashMap<>();
    private final Map<Hash256, StoredCredits> credits = new LinkedHashMap<>();

    BlockRows(Accounting books) {
        this.books = books;
    }

    /** Gives a block record to the books and notes what came of it. */
    void apply(RecordView view) {
        books.apply(view);
        record.wrap(view);
        Hash256 hash = record.hash();
        addBlock(view.sequence(), hash);
        open.add(hash);
        open.removeIf(this::refresh);
    }

    private void addBlock(long sequence, Hash256 hash) {
        BlockBook.Entry entry = Objects.requireNonNull(books.blocks().find(hash));
        StoredBlock earlier = blocks.get(hash);
        String finder = books.accounts().name(books.workers().account(entry.workerId()));
        blocks.put(
                hash,
                new StoredBlock(
                        earlier == null ? sequence : earlier.sequence(),
                        hash,
                        entry.height(),
                        entry.status(),
                        entry.coinbaseValue(),
                        finder,
                        entry.foundMillis()));
    }

    /** True when nothing changes before the next record of that block. */
    private boolean refresh(Hash256 hash) {
        Optional<BlockExplanation> found = books.explain(hash);
        if (found.isEmpty()) {
            known.remove(hash);
            return true;
        }
        StoredCredits now = credits(hash, found.get().owed(), found.get().direct());
        StoredCredits before = known.getOrDefault(hash, new StoredCredits(hash, List.of()));
        if (!now.equals(before)) {
            credits.put(hash, now);
            known.put(hash, now);
        }
        if (now.credits().isEmpty()) {
            known.remove(hash);
        }
        return now.credits().isEmpty();
    }

    private StoredCredits credits(Hash256 hash, Map<Integer, Long> owed, Map<Integer, Long> direct) {
        TreeMap<Integer, Long> all = new TreeMap<>(owed);
        direct.keySet().forEach(account -> all.putIfAbsent(account, 0L));
        List<Credit> list = new ArrayList<>();
        all.forEach((account, amount) -> {
            long paid = direct.getOrDefault(account, 0L);
            if (amount != 0 || paid != 0) {
                list.add(new Credit(books.accounts().name(account), amount, paid));
            }
        });
        return new StoredCredits(hash, list);
    }

    List<StoredBlock> blocks() {
        return List.copyOf(blocks.values());
    }

    List<StoredCredits> credits() {
        return List.copyOf(credits.values());
    }

    /** Forgets the rows, not what they are compared with. */
    void clear() {
        blocks.clear();
        credits.clear();
    }
}
