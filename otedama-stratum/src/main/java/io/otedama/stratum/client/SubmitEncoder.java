package io.otedama.stratum.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code mining.submit} lines byte by byte, without building strings. Immutable, safe on every thread.
 *
 * <pre>
 *   {"id":ID,"method":"mining.submit","params":["USER","JOB","EXTRANONCE2","NTIME","NONCE"(,"VERSIONBITS")]} LF
 * </pre>
 */
final class SubmitEncoder {
    private static final byte[] HEAD = ascii("{\"id\":");
    private static final byte[] BETWEEN = ascii("\",\"");
    private static final byte[] TAIL = ascii("\"]}\n");
    private static final byte[] DIGITS = ascii("0123456789abcdef");
    private static final int NUMBERS_CHARS = 80;

    private final byte[] afterId;

    SubmitEncoder(String user) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(user));
        afterId = (",\"method\":\"mining.submit\",\"params\":[\"" + quoted + "\",\"").getBytes(StandardCharsets.UTF_8);
    }

    /** Upper bound of a line's length in bytes. */
    int maxBytes(StratumJob job, byte[] extranonce2) {
        return NUMBERS_CHARS + afterId.length + job.idJson().length + 2 * extranonce2.length;
    }

    /**
     * @param rolling whether the sixth parameter is sent
     */
    void encode(
            ByteBuf out,
            long id,
            StratumJob job,
            byte[] extranonce2,
            int time,
            int nonce,
            int versionBits,
            boolean rolling) {
        out.writeBytes(HEAD);
        writeDecimal(out, id);
        out.writeBytes(afterId);
        out.writeBytes(job.idJson());
        out.writeBytes(BETWEEN);
        for (byte b : extranonce2) {
            out.writeByte(DIGITS[(b >> 4) & 0xf]);
            out.writeByte(DIGITS[b & 0xf]);
        }
        out.writeBytes(BETWEEN);
        writeHex8(out, time);
        out.writeBytes(BETWEEN);
        writeHex8(out, nonce);
        if (rolling) {
            out.writeBytes(BETWEEN);
            writeHex8(out, versionBits);
        }
        out.writeBytes(TAIL);
    }

    private static void writeHex8(ByteBuf out, int value) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            out.writeByte(DIGITS[(value >>> shift) & 0xf]);
        }
    }

    private static void writeDecimal(ByteBuf out, long value) {
        long power = 1;
        while (value / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            out.writeByte(DIGITS[(int) (value / power % 10)]);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
