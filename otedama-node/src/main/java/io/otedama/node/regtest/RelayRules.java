package io.otedama.node.regtest;

import io.otedama.chain.CompactSize;

/** What nodes do not pass on although a block may contain it: outputs that are not worth spending, and too small fees. */
final class RelayRules {
    /** Base units per virtual byte, of fees and of what spending an output is reckoned to cost. */
    private static final long MIN_FEE_PER_BYTE = 1;

    private static final long DUST_FEE_PER_BYTE = 3;
    private static final long LITECOIN_DUST_FEE_PER_BYTE = 30;
    private static final int AMOUNT_BYTES = 8;
    private static final int SPEND_BYTES = 148;
    private static final int WITNESS_SPEND_BYTES = 67;

    private final long dustFeePerByte;

    RelayRules(Consensus consensus) {
        this.dustFeePerByte = consensus.isLitecoin() ? LITECOIN_DUST_FEE_PER_BYTE : DUST_FEE_PER_BYTE;
    }

    void check(MempoolEntry entry) throws RejectedException {
        RegtestTransaction transaction = entry.transaction();
        for (TxOutput output : transaction.outputs()) {
            if (!Scripts.isUnspendable(output.script()) && output.value() < dustLimit(output.script())) {
                throw RejectedException.invalid("dust");
            }
        }
        long least = MIN_FEE_PER_BYTE * virtualBytes(transaction);
        if (entry.fee() < least) {
            throw RejectedException.invalid("min relay fee not met, " + entry.fee() + " < " + least);
        }
    }

    static long virtualBytes(RegtestTransaction transaction) {
        return (transaction.weight() + RegtestTransaction.WITNESS_SCALE - 1) / RegtestTransaction.WITNESS_SCALE;
    }

    /** GetDustThreshold of Bitcoin Core: 294 for P2WPKH, 330 for P2WSH and P2TR, 540 for P2SH, 546 for P2PKH; Litecoin tenfold. */
    private long dustLimit(byte[] script) {
        int size = AMOUNT_BYTES + CompactSize.size(script.length) + script.length;
        return dustFeePerByte * (size + (Scripts.isWitnessProgram(script) ? WITNESS_SPEND_BYTES : SPEND_BYTES));
    }
}
