package io.otedama.job;

import io.otedama.chain.CompactSize;
import io.otedama.spi.JobVariant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a finished coinbase again, from its bytes: what a job pays out, and its size, is asserted, not assumed. */
final class CoinbaseAudit {
    private static final int SEQUENCE_BYTES = 4;
    private static final int LOCK_TIME_BYTES = 4;

    private CoinbaseAudit() {}

    /**
     * @param suffix the coinbase behind the extranonce
     * @param scriptTailBytes how much of it still belongs to the input's script
     * @param expected base units
     * @throws IllegalStateException when the outputs do not sum up to that
     */
    static void assertSum(byte[] suffix, int scriptTailBytes, long expected) {
        ByteBuffer in =
                ByteBuffer.wrap(suffix).order(ByteOrder.LITTLE_ENDIAN).position(scriptTailBytes + SEQUENCE_BYTES);
        long outputs = CompactSize.read(in);
        long sum = 0;
        for (long i = 0; i < outputs; i++) {
            sum = Math.addExact(sum, in.getLong());
            int scriptBytes = Math.toIntExact(CompactSize.read(in));
            in.position(in.position() + scriptBytes);
        }
        if (sum != expected || in.remaining() != LOCK_TIME_BYTES) {
            throw new IllegalStateException("coinbase pays " + sum + " base units, the template gives " + expected
                    + "; " + in.remaining() + " bytes follow its outputs");
        }
    }

    /**
     * @throws IllegalStateException when the coinbase is larger than its client class can take
     */
    static void assertSize(JobVariant variant, int extranonceBytes) {
        int bytes = variant.coinbasePrefix().length + extranonceBytes + variant.coinbaseSuffix().length;
        if (bytes > variant.clientClass().maxCoinbaseBytes()) {
            throw new IllegalStateException("coinbase of " + bytes + " bytes for " + variant.clientClass()
                    + ", which takes " + variant.clientClass().maxCoinbaseBytes());
        }
    }
}
