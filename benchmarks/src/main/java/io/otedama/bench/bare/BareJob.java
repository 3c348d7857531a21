package io.otedama.bench.bare;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Work of a realistic shape: a coinbase of 250 bytes, a merkle branch, a header. Immutable; any thread.
 *
 * <pre>
 *   coinbase = prefix | extranonce1 4 | extranonce2 | suffix      250 bytes
 *   header   = version 4 | previous 32 | root 32, filled in | time 4 | bits 4 | nonce 4, filled in
 * </pre>
 */
final class BareJob {
    /** Size of the whole coinbase without witness. */
    static final int COINBASE_BYTES = 250;

    static final int EXTRANONCE1_BYTES = 4;

    /** Where extranonce1 begins. */
    static final int PREFIX_BYTES = 110;

    /** Compact bits of a target that no share meets by accident. */
    private static final int BITS = 0x1d00ffff;

    private static final int VERSION = 0x20000000;

    private final int number;
    private final byte[] coinbase = new byte[COINBASE_BYTES];
    private final byte[] branch;
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final ByteBuf line;

    /**
     * @param number of the job; its id is these 8 hex digits
     * @param timeSeconds since 1970
     */
    BareJob(int number, BareConfig config, long timeSeconds) {
        SplittableRandom random = new SplittableRandom(number);
        this.number = number;
        this.branch = new byte[config.branches() * Hash256.BYTES];
        random.nextBytes(coinbase);
        random.nextBytes(branch);
        random.nextBytes(header);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(0, VERSION);
        fields.putInt(BlockHeader.TIME_OFFSET, (int) timeSeconds);
        fields.putInt(BlockHeader.BITS_OFFSET, BITS);
        byte[] ascii = notifyLine(config, (int) timeSeconds).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(ascii.length).put(ascii).flip(); // freed when nobody refers to it
        this.line = Unpooled.wrappedBuffer(direct);
    }

    private String notifyLine(BareConfig config, int time) {
        HexFormat hex = HexFormat.of();
        int suffix = PREFIX_BYTES + EXTRANONCE1_BYTES + config.extranonce2Size();
        StringBuilder out = new StringBuilder("{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"");
        out.append(Hex.encode8(number)).append("\",\"");
        for (int i = 0; i < Hash256.BYTES; i++) {
            out.append(hex.toHexDigits(header[BlockHeader.PREVIOUS_OFFSET + (i ^ 3)]));
        }
        out.append("\",\"").append(hex.formatHex(coinbase, 0, PREFIX_BYTES));
        out.append("\",\"")
                .append(hex.formatHex(coinbase, suffix, COINBASE_BYTES))
                .append("\",[");
        for (int i = 0; i < branch.length; i += Hash256.BYTES) {
            out.append(i == 0 ? "\"" : ",\"")
                    .append(hex.formatHex(branch, i, i + Hash256.BYTES))
                    .append('"');
        }
        out.append("],\"").append(Hex.encode8(VERSION)).append("\",\"").append(Hex.encode8(BITS));
        return out.append("\",\"")
                .append(Hex.encode8(time))
                .append("\",true]}\n")
                .toString();
    }

    int number() {
        return number;
    }

    int version() {
        return VERSION;
    }

    /** A fresh copy, extranonce still to be filled in. */
    byte[] newCoinbase() {
        return coinbase.clone();
    }

    /** A fresh copy, root and nonce still to be filled in. */
    byte[] newHeader() {
        return header.clone();
    }

    /** The nodes one behind the other, shared: not to be modified. */
    byte[] sharedBranch() {
        return branch;
    }

    /** One more view of the notification, for one connection. */
    ByteBuf line() {
        return line.retainedDuplicate();
    }
}
