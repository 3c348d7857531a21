package io.otedama.stratum.v1;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.util.HexFormat;

/**
 * Notifications from the pool as JSON lines.
 *
 * <pre>
 *   mining.notify  [job id, previous block, coinbase prefix, coinbase suffix, [merkle branch], version, bits, time, clean]
 *                           internal order, each              internal order
 *                           4-byte word reversed
 * </pre>
 */
public final class NotifyEncoder {
    private static final HexFormat HEX = HexFormat.of();

    private NotifyEncoder() {}

    /** The notification of a job in one variant. */
    public static byte[] job(MiningJob job, JobVariant variant, boolean clean) {
        StringBuilder out = new StringBuilder(1_024);
        out.append("{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"");
        out.append(job.id()).append("\",\"");
        out.append(wordSwapped(job.previousBlock())).append("\",\"");
        out.append(HEX.formatHex(variant.coinbasePrefix())).append("\",\"");
        out.append(HEX.formatHex(variant.coinbaseSuffix())).append("\",[");
        String separator = "\"";
        for (Hash256 sibling : job.merkleBranch()) {
            out.append(separator).append(sibling.toInternalHex()).append('"');
            separator = ",\"";
        }
        out.append("],\"").append(Hex.encode8(job.version())).append("\",\"");
        out.append(Hex.encode8(job.bits())).append("\",\"");
        out.append(Hex.encode8((int) job.curTime())).append("\",");
        out.append(clean).append("]}\n");
        return Ascii.bytes(out.toString());
    }

    /** The notification of a difficulty. */
    public static byte[] difficulty(Difficulty difficulty) {
        return Ascii.bytes("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[" + difficulty + "]}\n");
    }

    static byte[] versionMask(int mask) {
        return Ascii.bytes(
                "{\"id\":null,\"method\":\"mining.set_version_mask\",\"params\":[\"" + Hex.encode8(mask) + "\"]}\n");
    }

    /** Asks the miner to connect again, to the same address. */
    static byte[] reconnect() {
        return Ascii.bytes("{\"id\":null,\"method\":\"client.reconnect\",\"params\":[]}\n");
    }

    /** Words for the miner's display; plain ASCII without quotes. */
    static byte[] message(String text) {
        return Ascii.bytes("{\"id\":null,\"method\":\"client.show_message\",\"params\":[\"" + text + "\"]}\n");
    }

    private static String wordSwapped(Hash256 hash) {
        byte[] bytes = hash.toBytes();
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[i ^ 3];
        }
        return Hex.encode(swapped);
    }
}
