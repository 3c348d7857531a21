package io.otedama.bench.sv2;

import io.otedama.bench.miner.HeaderSearch;
import io.otedama.bench.miner.MinerJob;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;

/**
 * A job that is in force on a channel. Immutable.
 *
 * @param work what the server sent for it
 * @param time smallest time of a header, unix seconds
 * @param prefix the server's part of the extranonce
 * @param extranonceBytes the miner's part, 0 on a standard channel
 */
@SuppressWarnings("ArrayRecordComponent") // of this package; never changed, never compared
record Sv2Job(Work work, Target target, Hash256 previousBlock, int time, int bits, byte[] prefix, int extranonceBytes)
        implements MinerJob {
    /**
     * NewMiningJob or NewExtendedMiningJob, a copy.
     *
     * @param version nVersion of the header
     */
    record Work(boolean extended, long id, int version, byte[] message) {}

    int version() {
        return work.version();
    }

    @Override
    public HeaderSearch search() {
        try {
            return work.extended() ? ofCoinbase() : ofRoot();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("was understood when it came", e);
        }
    }

    private HeaderSearch ofRoot() throws MalformedMessageException {
        NewMiningJob job = new NewMiningJob();
        job.wrap(work.message(), 0, work.message().length);
        byte[] root = new byte[Hash256.BYTES];
        job.copyMerkleRoot(root, 0);
        return Sv2Search.ofRoot(this, root);
    }

    private HeaderSearch ofCoinbase() throws MalformedMessageException {
        NewExtendedMiningJob job = new NewExtendedMiningJob();
        job.wrap(work.message(), 0, work.message().length);
        int prefixAt = job.coinbaseTxPrefixLength();
        int extranonceAt = prefixAt + prefix.length;
        int suffixAt = extranonceAt + extranonceBytes;
        byte[] coinbase = new byte[suffixAt + job.coinbaseTxSuffixLength()];
        job.copyCoinbaseTxPrefix(coinbase, 0);
        System.arraycopy(prefix, 0, coinbase, prefixAt, prefix.length);
        job.copyCoinbaseTxSuffix(coinbase, suffixAt);
        byte[] path = new byte[Hash256.BYTES * job.merklePathNodeCount()];
        for (int i = 0; i < job.merklePathNodeCount(); i++) {
            job.copyMerklePathNode(i, path, Hash256.BYTES * i);
        }
        return Sv2Search.ofCoinbase(this, coinbase, extranonceAt, extranonceBytes, path);
    }
}
