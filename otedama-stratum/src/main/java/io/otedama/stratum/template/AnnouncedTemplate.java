package io.otedama.stratum.template;

import io.otedama.chain.Amount;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.TemplateTransaction;
import io.otedama.stratum.v2.message.template.NewTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What NewTemplate says, as far as a block of this pool takes it over. Version, sequence and lock time of the coinbase are
 * the pool's own, which are those of Bitcoin Core; SubmitSolution carries the coinbase as it was mined.
 *
 * @param aux what the coinbase script holds behind the height
 * @param value base units for the pool's outputs
 * @param commitment script of the witness commitment
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record AnnouncedTemplate(
        long id,
        int version,
        int height,
        byte[] aux,
        long value,
        byte @Nullable [] commitment,
        List<Hash256> merklePath) {

    /** @throws RefusedTemplateException when a coinbase of this pool cannot be what the template demands */
    static AnnouncedTemplate read(NewTemplate message) throws RefusedTemplateException {
        CoinbasePrefix prefix = CoinbasePrefix.read(message.coinbasePrefix());
        byte[] commitment = CoinbaseOutputs.commitment(message.coinbaseTxOutputsCount(), message.coinbaseTxOutputs());
        long value = message.coinbaseTxValueRemaining();
        if (value < 0 || value > Amount.MAX_UNITS) {
            throw new RefusedTemplateException("coinbase_tx_value_remaining is " + Long.toUnsignedString(value)
                    + " base units; more than " + Amount.MAX_UNITS + " never exist");
        }
        List<Hash256> path = new ArrayList<>();
        for (int i = 0; i < message.merklePathNodeCount(); i++) {
            path.add(message.merklePathNode(i));
        }
        return new AnnouncedTemplate(
                message.templateId(),
                (int) message.version(),
                prefix.height(),
                prefix.aux(),
                value,
                commitment,
                List.copyOf(path));
    }

    /** @throws RefusedTemplateException when the template was not announced with exactly these transactions */
    void check(List<TemplateTransaction> transactions) throws RefusedTemplateException {
        List<Hash256> branch = MerkleTree.coinbaseBranch(
                transactions.stream().map(TemplateTransaction::txid).toList());
        if (!branch.equals(merklePath)) {
            throw new RefusedTemplateException("merkle_path, " + merklePath.size() + " nodes, is not that of the "
                    + transactions.size() + " transactions that came for it");
        }
        CoinbaseOutputs.check(commitment, transactions);
    }

    /**
     * The template on a tip.
     *
     * @throws RefusedTemplateException when its numbers contradict each other
     */
    BlockTemplate on(ChainTip tip, List<TemplateTransaction> transactions, long nowNs) throws RefusedTemplateException {
        // the provider's clock counts, moved on by the time since it told us
        long ageSeconds = TimeUnit.NANOSECONDS.toSeconds(Math.max(0, nowNs - tip.receivedNs()));
        try {
            return BlockTemplate.builder()
                    .version(version)
                    .previousBlock(tip.prevHash())
                    .height(height)
                    .bits(tip.bits())
                    .minTime(tip.headerTimestamp())
                    .curTime(tip.headerTimestamp() + ageSeconds)
                    .coinbaseValue(value)
                    .transactions(transactions)
                    .coinbaseAux(aux)
                    .witnessCommitment(commitment)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new RefusedTemplateException(String.valueOf(e.getMessage()), e);
        }
    }
}
