package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import java.util.ArrayList;
import java.util.List;

/** A block as it was submitted: header and transactions, immutable. Parsed, not yet judged. */
public final class RegtestBlock {
    private static final int MIN_TRANSACTION_BYTES = 10;

    private final BlockHeader header;
    private final Hash256 hash;
    private final List<RegtestTransaction> transactions;

    RegtestBlock(BlockHeader header, List<RegtestTransaction> transactions) {
        this.header = header;
        this.hash = header.hash();
        this.transactions = List.copyOf(transactions);
    }

    /**
     * Reads the whole array as one block.
     *
     * @throws IllegalArgumentException when it is none, or when bytes follow it
     */
    public static RegtestBlock parse(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        BlockHeader header = BlockHeader.parse(in.readBytes(BlockHeader.BYTES), 0);
        int count = in.readCount(MIN_TRANSACTION_BYTES);
        List<RegtestTransaction> transactions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            transactions.add(RegtestTransaction.read(in, true));
        }
        if (in.remaining() > 0) {
            throw new DecodeException(in.remaining() + " bytes after the block");
        }
        return new RegtestBlock(header, transactions);
    }

    public BlockHeader header() {
        return header;
    }

    public Hash256 hash() {
        return hash;
    }

    /** All transactions; in a valid block the coinbase comes first. */
    public List<RegtestTransaction> transactions() {
        return transactions;
    }

    /** The first transaction. */
    public RegtestTransaction coinbase() {
        return transactions.get(0);
    }

    /** Header time, seconds since 1970. */
    public long time() {
        return Integer.toUnsignedLong(header.time());
    }

    /** Full serialisation, including witness. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter().writeBytes(header.toBytes()).writeCount(transactions.size());
        transactions.forEach(transaction -> out.writeBytes(transaction.sharedBytes()));
        return out.toBytes();
    }

    /** Size of the full serialisation. */
    public long sizeBytes() {
        return overhead()
                + transactions.stream().mapToLong(RegtestTransaction::sizeBytes).sum();
    }

    /** Size without any witness. */
    public long baseBytes() {
        return overhead()
                + transactions.stream().mapToLong(RegtestTransaction::baseBytes).sum();
    }

    public long weight() {
        return baseBytes() * (RegtestTransaction.WITNESS_SCALE - 1) + sizeBytes();
    }

    private long overhead() {
        return (long) BlockHeader.BYTES + CompactSize.size(transactions.size());
    }

    @Override
    public String toString() {
        return "block " + hash + " on " + header.previousBlock();
    }
}
