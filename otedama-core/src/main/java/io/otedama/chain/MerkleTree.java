package io.otedama.chain;

import java.util.ArrayList;
import java.util.List;

/** Merkle trees as Bitcoin builds them: pairs hashed with double SHA-256, an odd last node paired with itself. */
public final class MerkleTree {
    private MerkleTree() {}

    /**
     * Root over all leaves.
     *
     * @throws IllegalArgumentException when there is no leaf
     */
    public static Hash256 root(List<Hash256> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a merkle tree needs at least one leaf");
        }
        Sha256d sha = new Sha256d();
        List<Hash256> level = leaves;
        while (level.size() > 1) {
            level = pairUp(level, sha);
        }
        return level.get(0);
    }

    /**
     * The branch of leaf 0 when only the other leaves are known: what Stratum V1 calls {@code merkle_branch}. Length is
     * ceil(log2(others + 1)); empty when there are no others.
     */
    public static List<Hash256> coinbaseBranch(List<Hash256> others) {
        Sha256d sha = new Sha256d();
        List<Hash256> branch = new ArrayList<>();
        List<Hash256> level = new ArrayList<>();
        level.add(Hash256.ZERO); // stands for the coinbase; never read into the branch
        level.addAll(others);
        while (level.size() > 1) {
            branch.add(level.get(1));
            level = pairUp(level, sha);
        }
        return branch;
    }

    /** Folds a branch: acc = dSHA(acc || node) from the coinbase txid to the root. */
    public static Hash256 fold(Hash256 coinbaseTxid, List<Hash256> branch) {
        Sha256d sha = new Sha256d();
        Hash256 acc = coinbaseTxid;
        for (Hash256 node : branch) {
            acc = pair(acc, node, sha);
        }
        return acc;
    }

    private static List<Hash256> pairUp(List<Hash256> level, Sha256d sha) {
        List<Hash256> next = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            next.add(pair(level.get(i), level.get(Math.min(i + 1, level.size() - 1)), sha));
        }
        return next;
    }

    private static Hash256 pair(Hash256 left, Hash256 right, Sha256d sha) {
        byte[] both = new byte[2 * Hash256.BYTES];
        left.writeTo(both, 0);
        right.writeTo(both, Hash256.BYTES);
        byte[] parent = new byte[Hash256.BYTES];
        sha.hash(both, 0, both.length, parent, 0);
        return Hash256.ofInternal(parent);
    }
}
