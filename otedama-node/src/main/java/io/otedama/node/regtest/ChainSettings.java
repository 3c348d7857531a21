package io.otedama.node.regtest;

import io.otedama.pow.ProofOfWork;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a chain is made of.
 *
 * @param transactionInterval pause between further synthetic transactions on the same tip
 * @param passphrase of the wallet; empty: not encrypted
 */
record ChainSettings(
        Consensus consensus,
        ProofOfWork proofOfWork,
        PoolClock clock,
        long seed,
        int transactionsPerBlock,
        Duration transactionInterval,
        String passphrase) {

    /** What must not change while a chain lives, by name: its blocks make sense under these values only. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("network", consensus.network().name());
        identity.put("genesis", consensus.network().genesis().toString());
        identity.put("algorithm", proofOfWork.name());
        identity.put("bits", Integer.toHexString(consensus.bits()));
        identity.put("coinbaseMaturity", Integer.toString(consensus.coinbaseMaturity()));
        identity.put("seed", Long.toString(seed));
        identity.put("transactionsPerBlock", Integer.toString(transactionsPerBlock));
        return identity;
    }

    /** Without the passphrase. */
    @Override
    public String toString() {
        return "settings " + identity();
    }
}
