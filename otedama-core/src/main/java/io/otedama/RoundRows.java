package io.otedama;

import io.otedama.chain.Hash256;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.StoredRound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of rounds. The journal is cut behind every block, at its share, or at the first record that has it in the chain when that
 * share was not credited; what lies between two cuts never changes. Blocks come and go in the chain, and a round is whatever lies
 * between two that are there. One thread.
 *
 * <pre>
 *   cuts      --- a --- b --- c --- (open)          b ORPHANED:  --- a --------- c --- (open)
 *   rounds     |  1  |  2  |  3  |   4                            |  1  |    2   |   3
 * </pre>
 *
 * <p>A mature block is final, and so is its round. Cuts up to it are forgotten.
 */
final class RoundRows {
    /** Blocks outside the chain that are remembered; what was mined for older ones is the next block's for good. */
    static final int MAX_DEAD = 1_024;

    private final ShareRecord share = new ShareRecord();
    private final BlockRecord block = new BlockRecord();
    private final byte[] hash = new byte[Hash256.BYTES];

    /** Behind the last final round, in the order of the journal. */
    private final Map<Hash256, Cut> cuts = new LinkedHashMap<>();

    /** Behind the last cut. */
    private final RoundPart open = new RoundPart();

    private long firstSequence = 1;
    private long startMillis;
    private boolean begun;
    private int dead;

    private final Set<Hash256> matured = new LinkedHashSet<>();

    /** Final since the last batch. */
    private final List<StoredRound> done = new ArrayList<>();

    /** What the store has of the rounds that are not final. */
    private List<StoredRound> known = List.of();

    RoundRows() {}

    void apply(RecordView record) {
        if (!begun) {
            begun = true;
            startMillis = record.epochMillis();
        }
        switch (record.type()) {
            case SHARE -> onShare(record);
            case BLOCK -> onBlock(record);
            default -> {}
        }
    }

    private void onShare(RecordView record) {
        share.wrap(record);
        open.add(share, record.sequence());
        if (share.isBlock()) {
            share.headerHash(hash);
            Hash256 found = Hash256.ofInternal(hash.clone());
            if (!cuts.containsKey(found) && !isFinal(found)) {
                cut(found, record);
            }
        }
    }

    private void onBlock(RecordView record) {
        block.wrap(record);
        Hash256 found = block.hash();
        if (isFinal(found)) {
            return;
        }
        switch (block.status()) {
            case FOUND -> {}
            case IN_CHAIN -> enter(found, record);
            case MATURE -> mature(enter(found, record));
            case ORPHANED -> leave(found);
        }
    }

    private void leave(Hash256 found) {
        Cut cut = cuts.get(found);
        if (cut != null && cut.inChain) {
            cut.inChain = false;
            dead++;
            forgetDead();
            finish();
        }
    }

    private void mature(Cut cut) {
        cut.isFinal = true;
        matured.add(cut.hash);
        if (matured.size() > MAX_DEAD) {
            matured.remove(matured.iterator().next());
        }
        mergeInto(cut);
        finish();
    }

    private boolean isFinal(Hash256 found) {
        Cut cut = cuts.get(found);
        return matured.contains(found) || (cut != null && cut.isFinal);
    }

    private Cut enter(Hash256 found, RecordView record) {
        Cut cut = cuts.get(found);
        if (cut == null) {
            cut = cut(found, record);
        }
        if (!cut.inChain) {
            cut.inChain = true;
            dead--;
        }
        return cut;
    }

    private Cut cut(Hash256 found, RecordView record) {
        Cut cut = new Cut(found, open.take(record));
        cuts.put(found, cut);
        dead++;
        forgetDead();
        return cut;
    }

    /** What was mined for blocks outside the chain right before a final one belongs to it for good. */
    private void mergeInto(Cut last) {
        List<Cut> before = new ArrayList<>();
        for (Cut cut : cuts.values()) {
            if (cut == last) {
                break;
            }
            if (cut.inChain) {
                before.clear();
            } else {
                before.add(cut);
            }
        }
        for (Cut cut : before) {
            last.part.addAll(cut.part);
            cuts.remove(cut.hash);
            dead--;
        }
    }

    private void forgetDead() {
        while (dead > MAX_DEAD) {
            Cut oldest = null;
            RoundPart next = open;
            for (Cut cut : cuts.values()) {
                if (oldest != null) {
                    next = cut.part;
                    break;
                }
                oldest = cut.inChain ? null : cut;
            }
            if (oldest == null) {
                return;
            }
            next.addAll(oldest.part);
            cuts.remove(oldest.hash);
            dead--;
        }
    }

    /** What changed since the last call, as a batch wants it; afterwards it is known. */
    List<StoredRound> take() {
        List<StoredRound> now = new ArrayList<>(done);
        now.addAll(rounds());
        int same = 0;
        while (same < known.size() && same < now.size() && known.get(same).equals(now.get(same))) {
            same++;
        }
        known = List.copyOf(now.subList(done.size(), now.size()));
        done.clear();
        return List.copyOf(now.subList(same, now.size()));
    }

    private List<StoredRound> rounds() {
        List<StoredRound> all = new ArrayList<>();
        if (!begun) {
            return all;
        }
        long first = firstSequence;
        long start = startMillis;
        RoundPart part = new RoundPart();
        for (Cut cut : cuts.values()) {
            part.append(cut.part);
            if (cut.inChain) {
                all.add(part.round(cut.hash, first, start));
                first = part.lastSequence + 1;
                start = part.lastMillis;
                part = new RoundPart();
            }
        }
        if (part.isEmpty()) {
            part.endAt(first - 1, start);
        }
        long end = part.lastSequence;
        long endMillis = part.lastMillis;
        part.append(open);
        if (open.isEmpty()) {
            part.endAt(end, endMillis);
        }
        all.add(part.round(null, first, start));
        return all;
    }

    /** Takes away rounds at the begin that nothing changes any more. */
    private void finish() {
        Optional<Cut> oldest = oldestInChain();
        while (oldest.isPresent() && oldest.get().isFinal) {
            Cut cut = oldest.get();
            mergeInto(cut);
            cuts.remove(cut.hash);
            done.add(cut.part.round(cut.hash, firstSequence, startMillis));
            firstSequence = cut.part.lastSequence + 1;
            startMillis = cut.part.lastMillis;
            oldest = oldestInChain();
        }
    }

    private Optional<Cut> oldestInChain() {
        return cuts.values().stream().filter(cut -> cut.inChain).findFirst();
    }

    /** A block, and what was mined before it and behind the one before. */
    private static final class Cut {
        private final Hash256 hash;
        private final RoundPart part;
        private boolean inChain;
        private boolean isFinal;

        private Cut(Hash256 hash, RoundPart part) {
            this.hash = hash;
            this.part = part;
        }
    }
}
