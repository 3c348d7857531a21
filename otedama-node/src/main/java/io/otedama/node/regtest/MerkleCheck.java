package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.util.ArrayList;
import java.util.List;

/**
 * A merkle root, and whether two equal nodes stand side by side in the tree: then a shorter list of transactions has the
 * same root (CVE-2012-2459), and the block must not be taken for the one its hash names.
 */
record MerkleCheck(Hash256 root, boolean mutated) {
    static MerkleCheck of(List<Hash256> leaves) {
        Sha256d sha = new Sha256d();
        List<Hash256> level = leaves;
        boolean mutated = false;
        while (level.size() > 1) {
            List<Hash256> next = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i < level.size(); i += 2) {
                boolean paired = i + 1 < level.size();
                Hash256 right = level.get(paired ? i + 1 : i);
                mutated |= paired && level.get(i).equals(right);
                next.add(pair(sha, level.get(i), right));
            }
            level = next;
        }
        return new MerkleCheck(level.isEmpty() ? Hash256.ZERO : level.get(0), mutated);
    }

    private static Hash256 pair(Sha256d sha, Hash256 left, Hash256 right) {
        byte[] both = new byte[2 * Hash256.BYTES];
        left.writeTo(both, 0);
        right.writeTo(both, Hash256.BYTES);
        sha.hash(both, 0, both.length, both, 0);
        return Hash256.ofInternal(both, 0);
    }
}
