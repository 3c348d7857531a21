package io.otedama.testkit;

import io.otedama.chain.Hex;
import io.otedama.spi.JobVariant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A coinbase without witness, read by a parser of its own. */
public final class CoinbaseText {
    public final int version;
    public final byte[] script;
    public final int sequence;
    public final List<Long> values = new ArrayList<>();
    public final List<String> scripts = new ArrayList<>();
    public final int lockTime;
    public final int sizeBytes;

    /** The variant's coinbase with that extranonce. */
    public static byte[] bytes(JobVariant variant, byte[] extranonce) {
        byte[] prefix = variant.coinbasePrefix();
        byte[] suffix = variant.coinbaseSuffix();
        return ByteBuffer.allocate(prefix.length + extranonce.length + suffix.length)
                .put(prefix)
                .put(extranonce)
                .put(suffix)
                .array();
    }

    public CoinbaseText(byte[] serialised) {
        ByteBuffer in = ByteBuffer.wrap(serialised).order(ByteOrder.LITTLE_ENDIAN);
        sizeBytes = serialised.length;
        version = in.getInt();
        expect(in.get() == 1, "one input, no witness marker");
        byte[] outpoint = new byte[36];
        in.get(outpoint);
        expect(Hex.encode(outpoint).equals("00".repeat(32) + "ffffffff"), "null outpoint");
        script = new byte[in.get() & 0xff];
        in.get(script);
        sequence = in.getInt();
        int outputs = compact(in);
        for (int i = 0; i < outputs; i++) {
            values.add(in.getLong());
            byte[] out = new byte[compact(in)];
            in.get(out);
            scripts.add(Hex.encode(out));
        }
        lockTime = in.getInt();
        expect(!in.hasRemaining(), "nothing behind the lock time");
    }

    public long sum() {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    private static int compact(ByteBuffer in) {
        int first = in.get() & 0xff;
        return first < 0xfd ? first : first == 0xfd ? in.getShort() & 0xffff : in.getInt();
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("coinbase: " + what);
        }
    }
}
