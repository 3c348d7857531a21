package io.otedama.bench;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.TemplateTransaction;
import io.otedama.job.Job;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Work as pools have it, the same bytes in every run. */
public final class SampleWork {
    /** Bytes of the coinbase that miners complete, extranonces included: one output for the pool, a commitment. */
    public static final int COINBASE_BYTES = 250;

    /** Nodes of the merkle branch of a block of 2,048 to 4,095 transactions. */
    public static final int BRANCH_NODES = 12;

    /** Both extranonces. */
    public static final int EXTRANONCE_BYTES = 12;

    /** Header time of every sample, seconds since 1970. */
    public static final long CUR_TIME = 1_750_000_000;

    /** Subsidy and fees, base units. */
    public static final long COINBASE_VALUE = 314_000_000;

    /** Real difficulty: hardly any hash is a block. */
    public static final int NETWORK_BITS = 0x1702_4371;

    private static final int PREFIX_BYTES = 65;
    private static final int TRANSACTION_BYTES = 190;

    private SampleWork() {}

    /** A hash like no other number's. */
    public static Hash256 hash(long number) {
        return Hash256.ofInternal(bytes(number, Hash256.BYTES));
    }

    /** Bytes like no other number's. */
    static byte[] bytes(long number, int count) {
        byte[] bytes = new byte[count];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    /** Another hash for every number, written without allocation; its first 16 bytes are as random as a real one's. */
    public static void stamp(ByteBuffer littleEndian, int offset, long number) {
        long mixed = (number + 1) * 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        littleEndian.putLong(offset, mixed ^ (mixed >>> 27));
        littleEndian.putLong(offset + Long.BYTES, number);
    }

    /**
     * A job with a coinbase of {@link #COINBASE_BYTES} and a branch of {@link #BRANCH_NODES}.
     *
     * @param previousBlock names the block it builds on
     */
    public static Job job(long number, long previousBlock, int bits) {
        int suffix = COINBASE_BYTES - PREFIX_BYTES - EXTRANONCE_BYTES;
        JobVariant variant = new JobVariant(ClientClass.STANDARD, "", 0, bytes(1, PREFIX_BYTES), bytes(2, suffix));
        return Job.builder()
                .number(number)
                .header(0x2000_0000, hash(-previousBlock), bits, 900_000)
                .times(CUR_TIME - 600, CUR_TIME)
                .coinbaseValue(COINBASE_VALUE)
                .merkleBranch(hashes(BRANCH_NODES))
                .variants(List.of(variant))
                .solutions(solution -> {})
                .build();
    }

    /** That many different hashes. */
    public static List<Hash256> hashes(int count) {
        return LongStream.range(0, count).mapToObj(SampleWork::hash).toList();
    }

    /** A template with that many transactions, all with a witness, of the size that fills a block with 5,000. */
    public static BlockTemplate template(int transactions) {
        List<TemplateTransaction> all = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            all.add(new TemplateTransaction(
                    bytes(i, TRANSACTION_BYTES), hash(2L * i), hash(2L * i + 1), 500, 4L * TRANSACTION_BYTES));
        }
        return BlockTemplate.builder()
                .previousBlock(hash(-1))
                .height(900_000)
                .bits(NETWORK_BITS)
                .minTime(CUR_TIME - 600)
                .curTime(CUR_TIME)
                .coinbaseValue(COINBASE_VALUE)
                .transactions(all)
                .build();
    }
}
