package io.otedama.bench.node;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The transactions of one template, made once and rendered once. Immutable; any thread.
 *
 * @param count of transactions
 * @param fees sum in base units
 * @param json the inside of the {@code transactions} array; shared, never released
 * @param witnessCommitment the output script of BIP 141, hex
 */
record TransactionSet(int count, long fees, ByteBuf json, String witnessCommitment) {
    /** As many as fit a block with room for a coinbase. */
    static final int MAX_TRANSACTIONS = 5_000;

    /** One in so many spends an output of an earlier one. */
    private static final int CHAINED_ONE_IN = 10;

    private static final int JSON_BYTES_EACH = 900;

    /**
     * @param seed the same seed gives the same transactions
     */
    static TransactionSet make(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SyntheticTransaction> made = new ArrayList<>(count);
        StringBuilder json = new StringBuilder(count * JSON_BYTES_EACH);
        long fees = 0;
        for (int i = 0; i < count; i++) {
            int parent = i > 0 && random.nextInt(CHAINED_ONE_IN) == 0 ? random.nextInt(i) : -1;
            byte[] spent = parent < 0 ? new byte[0] : made.get(parent).txid().toBytes();
            SyntheticTransaction transaction = SyntheticTransaction.make(random, spent);
            made.add(transaction);
            fees += transaction.fee();
            append(json, transaction, parent);
        }
        byte[] ascii = json.toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(ascii.length).put(ascii).flip(); // freed when nobody refers to it
        ByteBuf shared =
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct).asReadOnly());
        return new TransactionSet(count, fees, shared, commitment(made));
    }

    /** Key by key in Bitcoin Core's order; {@code depends} counts from 1. */
    private static void append(StringBuilder json, SyntheticTransaction transaction, int parent) {
        json.append(json.isEmpty() ? "" : ",");
        json.append("{\"data\":\"").append(Hex.encode(transaction.sharedBytes()));
        json.append("\",\"txid\":\"").append(transaction.txid());
        json.append("\",\"hash\":\"").append(transaction.wtxid());
        json.append("\",\"depends\":[").append(parent < 0 ? "" : String.valueOf(parent + 1));
        json.append("],\"fee\":").append(transaction.fee());
        json.append(",\"sigops\":").append(transaction.inputs());
        json.append(",\"weight\":").append(transaction.weight()).append('}');
    }

    private static String commitment(List<SyntheticTransaction> transactions) {
        List<Hash256> leaves = new ArrayList<>();
        leaves.add(Hash256.ZERO); // stands for the coinbase
        transactions.forEach(transaction -> leaves.add(transaction.wtxid()));
        byte[] rootAndReserved = new byte[2 * Hash256.BYTES];
        MerkleTree.root(leaves).writeTo(rootAndReserved, 0);
        return "6a24aa21a9ed" + Sha256d.of(rootAndReserved).toInternalHex();
    }
}
