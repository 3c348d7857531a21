package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.CompactSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The coinbase of work that a miner selected himself. */
final class V2CustomCoinbase {
    private V2CustomCoinbase() {}

    /** The first element of the coinbase's script: one byte for small heights, else a push; two bytes at least. */
    static byte[] heightPush(byte[] coinbasePrefix) {
        int script = 4 + 1 + 36 + 1;
        int first = coinbasePrefix[script] & 0xff;
        int length = first > 0x50 ? 1 : 1 + first;
        byte[] push = new byte[length];
        System.arraycopy(coinbasePrefix, script, push, 0, length);
        return push;
    }

    static int height(byte[] push) {
        if (push.length == 1) {
            return (push[0] & 0xff) - 0x50;
        }
        int height = 0;
        for (int i = push.length - 1; i > 0; i--) {
            height = height << 8 | push[i] & 0xff;
        }
        return height;
    }

    /**
     * @param extranonceBytes all of them
     */
    static byte[] prefix(byte[] heightPush, int extranonceBytes) {
        ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(2).put((byte) 1).put(new byte[32]).putInt(-1);
        out.put((byte) (heightPush.length + extranonceBytes)).put(heightPush);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    static byte[] suffix(byte[] outputs) {
        assertThat(CompactSize.size(outputs[0])).isEqualTo(1);
        ByteBuffer out = ByteBuffer.allocate(outputs.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        return out.putInt(-1).put(outputs).putInt(0).array();
    }
}
