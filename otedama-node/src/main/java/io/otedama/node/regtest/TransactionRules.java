package io.otedama.node.regtest;

import java.util.HashSet;
import java.util.Set;

/** What a transaction must be by itself, whatever it spends. */
final class TransactionRules {
    private static final int MIN_COINBASE_SCRIPT = 2;
    private static final int MAX_COINBASE_SCRIPT = 100;
    private static final long LOCK_TIME_THRESHOLD = 500_000_000L;

    private final Consensus consensus;

    TransactionRules(Consensus consensus) {
        this.consensus = consensus;
    }

    void check(RegtestTransaction transaction) throws RejectedException {
        if (transaction.inputs().isEmpty()) {
            throw RejectedException.invalid("bad-txns-vin-empty");
        }
        if (transaction.outputs().isEmpty()) {
            throw RejectedException.invalid("bad-txns-vout-empty");
        }
        if ((long) transaction.baseBytes() * RegtestTransaction.WITNESS_SCALE > Consensus.MAX_BLOCK_WEIGHT) {
            throw RejectedException.invalid("bad-txns-oversize");
        }
        checkOutputs(transaction);
        checkInputs(transaction);
    }

    private void checkOutputs(RegtestTransaction transaction) throws RejectedException {
        long sum = 0;
        for (TxOutput output : transaction.outputs()) {
            if (output.value() < 0) {
                throw RejectedException.invalid("bad-txns-vout-negative");
            }
            if (output.value() > consensus.maxMoney()) {
                throw RejectedException.invalid("bad-txns-vout-toolarge");
            }
            sum += output.value();
            if (!consensus.isMoney(sum)) {
                throw RejectedException.invalid("bad-txns-txouttotal-toolarge");
            }
        }
    }

    private static void checkInputs(RegtestTransaction transaction) throws RejectedException {
        Set<OutPoint> seen = new HashSet<>();
        for (TxInput input : transaction.inputs()) {
            if (!seen.add(input.previous())) {
                throw RejectedException.invalid("bad-txns-inputs-duplicate");
            }
        }
        if (transaction.isCoinbase()) {
            int length = transaction.inputs().get(0).script().length;
            if (length < MIN_COINBASE_SCRIPT || length > MAX_COINBASE_SCRIPT) {
                throw RejectedException.invalid("bad-cb-length");
            }
        } else if (seen.contains(OutPoint.NONE)) {
            throw RejectedException.invalid("bad-txns-prevout-null");
        }
    }

    /** Whether the lock time allows the transaction in a block of this height on a parent of this median time. */
    static boolean isFinal(RegtestTransaction transaction, int height, long medianTimePast) {
        long lock = Integer.toUnsignedLong(transaction.lockTime());
        boolean passed = lock < (lock < LOCK_TIME_THRESHOLD ? height : medianTimePast);
        return lock == 0
                || passed
                || transaction.inputs().stream().allMatch(input -> input.sequence() == TxInput.FINAL_SEQUENCE);
    }
}
