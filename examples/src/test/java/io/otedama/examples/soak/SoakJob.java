package io.otedama.examples.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Sha256d;
import io.otedama.chain.ShareTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A job as one connection received it, and the search for its shares. Built from the line alone, with none of the pool's own
 * job or client code. The search always starts at zero: were the same work ever sent twice, duplicates would show it.
 */
final class SoakJob {
    private static final int NONCES_PER_EXTRANONCE2 = 4_096;

    final String id;
    final String previousBlock;
    final int bits;
    final int time;
    final ShareTarget target;
    private final String prefix;
    private final String suffix;
    private final JsonNode branch;
    private final int extranonce2Digits;
    private final Sha256d sha = new Sha256d();
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] hash = new byte[Hash256.BYTES];
    private final boolean rolls;
    private final int versionBits;
    private long extranonce2 = -1;
    private int nonce = NONCES_PER_EXTRANONCE2;

    /**
     * A share as it is submitted.
     *
     * @param versionBits empty when none were agreed on
     */
    record Share(SoakJob job, String extranonce2, String time, String nonce, String versionBits) {}

    /**
     * @param versionBits rolled within the agreed mask; 0 when none was agreed
     */
    SoakJob(
            JsonNode params,
            String extranonce1,
            int extranonce2Size,
            ShareTarget target,
            int versionMask,
            int versionBits) {
        this.id = params.get(0).textValue();
        this.previousBlock = params.get(1).textValue();
        this.prefix = params.get(2).textValue() + extranonce1;
        this.suffix = params.get(3).textValue();
        this.branch = params.get(4);
        this.bits = Integer.parseUnsignedInt(params.get(6).textValue(), 16);
        this.time = Integer.parseUnsignedInt(params.get(7).textValue(), 16);
        this.extranonce2Digits = 2 * extranonce2Size;
        this.target = target;
        this.rolls = versionMask != 0;
        this.versionBits = versionBits & versionMask;
        int version = Integer.parseUnsignedInt(params.get(5).textValue(), 16);
        fields.putInt(0, (version & ~versionMask) | this.versionBits);
        byte[] previous = Hex.decode(previousBlock);
        for (int i = 0; i < previous.length; i++) {
            header[BlockHeader.PREVIOUS_OFFSET + i] = previous[i ^ 3];
        }
        fields.putInt(BlockHeader.TIME_OFFSET, time);
        fields.putInt(BlockHeader.BITS_OFFSET, bits);
    }

    /** Tries at most so many hashes; the next share, or null when none was among them. */
    Share search(int hashes) {
        for (int i = 0; i < hashes; i++) {
            advance();
            if (target.target().isMetBy(hash, 0)) {
                return current();
            }
        }
        return null;
    }

    /** The next share of this job that must be refused because its hash is too large, or null. */
    Share searchTooEasy(int hashes) {
        for (int i = 0; i < hashes; i++) {
            advance();
            if (!target.target().isMetBy(hash, 0)) {
                return current();
            }
        }
        return null;
    }

    private void advance() {
        if (nonce == NONCES_PER_EXTRANONCE2) {
            nonce = 0;
            extranonce2++;
            updateRoot();
        }
        fields.putInt(BlockHeader.NONCE_OFFSET, nonce++);
        sha.hash(header, 0, header.length, hash, 0);
    }

    /** What was tried last, whatever its hash. */
    Share current() {
        return new Share(
                this,
                HexFormat.of().toHexDigits(extranonce2, extranonce2Digits),
                Hex.encode8(time),
                Hex.encode8(nonce - 1),
                rolls ? Hex.encode8(versionBits) : "");
    }

    private void updateRoot() {
        byte[] coinbase = Hex.decode(prefix + HexFormat.of().toHexDigits(extranonce2, extranonce2Digits) + suffix);
        byte[] pair = new byte[2 * Hash256.BYTES];
        sha.hash(coinbase, 0, coinbase.length, pair, 0);
        for (JsonNode sibling : branch) {
            System.arraycopy(Hex.decode(sibling.textValue()), 0, pair, Hash256.BYTES, Hash256.BYTES);
            sha.hash(pair, 0, pair.length, pair, 0);
        }
        System.arraycopy(pair, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
    }
}
