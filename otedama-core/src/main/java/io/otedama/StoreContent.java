package io.otedama;

import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredPayment.Output;
import io.otedama.spi.StoredRound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a store has, or should have, as one text for each thing in it; to be compared. One thread. */
final class StoreContent {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private StoreContent() {}

    /** Of all batches together. */
    static StoreContent of(BatchRows rows) {
        StoreContent content = new StoreContent();
        rows.accounts.values().forEach(content::add);
        rows.blocks.values().forEach(content::add);
        rows.blocks
                .keySet()
                .forEach(hash -> content.add(rows.credits.getOrDefault(hash, new StoredCredits(hash, List.of()))));
        rows.payments.values().forEach(content::add);
        rows.rounds.values().forEach(content::add);
        return content;
    }

    /** Of a store that answers from one moment. */
    static StoreContent of(PoolQuery store) {
        StoreContent content = new StoreContent();
        List<StoredAccount> accounts = accounts(store);
        accounts.forEach(content::add);
        List<StoredBlock> blocks = pages(before -> store.blocks(before, PoolQuery.MAX_PAGE), StoredBlock::sequence);
        blocks.forEach(content::add);
        blocks.forEach(block -> content.add(store.credits(block.hash())));
        for (StoredAccount account : accounts) {
            pages(before -> store.payments(account.name(), before, PoolQuery.MAX_PAGE), StoredPayment::id)
                    .forEach(content::add);
        }
        pages(before -> store.rounds(before, PoolQuery.MAX_PAGE), StoredRound::firstSequence)
                .forEach(content::add);
        return content;
    }

    private static List<StoredAccount> accounts(PoolQuery store) {
        List<StoredAccount> all = new ArrayList<>();
        List<StoredAccount> page = store.accounts("", PoolQuery.MAX_PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.accounts(page.get(page.size() - 1).name(), PoolQuery.MAX_PAGE);
        }
        return all;
    }

    private static <T> List<T> pages(Function<Long, List<T>> question, Function<T, Long> cursor) {
        List<T> all = new ArrayList<>();
        List<T> page = question.apply(PoolQuery.NEWEST);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = question.apply(cursor.apply(page.get(page.size() - 1)));
        }
        return all;
    }

    private void add(StoredAccount a) {
        texts.put(
                "account " + a.name(),
                "immature " + a.immature() + ", payable " + a.payable() + ", paying " + a.paying() + ", paid "
                        + a.paid());
    }

    private void add(StoredBlock b) {
        texts.put(
                "block " + b.hash(),
                b.status() + ", height " + b.height() + ", value " + b.value() + ", finder " + b.finder());
    }

    private void add(StoredCredits credits) {
        credits.credits()
                .forEach(c -> texts.put(
                        "credit of block " + credits.block() + " to " + c.account(),
                        "owed " + c.owed() + ", direct " + c.direct()));
    }

    private void add(StoredPayment p) {
        for (Output o : p.outputs()) {
            String text = p.status() + ", transaction " + p.txid() + ", fee " + p.fee() + ", debited " + o.debited()
                    + ", sent " + o.sent();
            texts.merge("payment " + p.id() + " to " + o.account(), text, (a, b) -> a + "; " + b);
        }
    }

    private void add(StoredRound r) {
        texts.put(
                "round from record " + r.firstSequence(),
                "to record " + r.lastSequence() + ", block " + (r.block() == null ? "none" : r.block()) + ", shares "
                        + r.shares() + ", work " + r.work() + ", network work " + r.networkWork());
    }

    /** The first thing that this store has and the journal does not say, or the other way round, or that is another. */
    Optional<String> firstDifference(StoreContent journal) {
        for (Map.Entry<String, String> said : journal.texts.entrySet()) {
            String stored = texts.get(said.getKey());
            if (!said.getValue().equals(stored)) {
                return Optional.of(said.getKey() + ": the store has " + (stored == null ? "nothing" : stored)
                        + "; the journal says " + said.getValue());
            }
        }
        return texts.keySet().stream()
                .filter(key -> !journal.texts.containsKey(key))
                .findFirst()
                .map(key -> key + ": the store has " + texts.get(key) + "; the journal says nothing of it");
    }
}
