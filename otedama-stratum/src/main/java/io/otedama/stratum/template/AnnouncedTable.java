package io.otedama.stratum.template;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * The last {@value #MAX_TEMPLATES} templates of the present connection that work was made of, to find which one a block
 * solves. Any thread.
 */
final class AnnouncedTable {
    /** As many as a pool keeps jobs on one previous block. */
    static final int MAX_TEMPLATES = 256;

    private record Entry(long id, Hash256 prevHash, List<Hash256> merklePath) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void add(AnnouncedTemplate template, ChainTip tip) {
        entries.addFirst(new Entry(template.id(), tip.prevHash(), template.merklePath()));
        if (entries.size() > MAX_TEMPLATES) {
            entries.removeLast();
        }
    }

    /** The numbers of templates mean nothing on another connection. */
    synchronized void clear() {
        entries.clear();
    }

    /** The newest template whose transactions, behind this coinbase, give this header. */
    synchronized OptionalLong find(BlockHeader header, Hash256 coinbaseTxid) {
        for (Entry entry : entries) {
            if (entry.prevHash.equals(header.previousBlock())
                    && MerkleTree.fold(coinbaseTxid, entry.merklePath).equals(header.merkleRoot())) {
                return OptionalLong.of(entry.id);
            }
        }
        return OptionalLong.empty();
    }
}
