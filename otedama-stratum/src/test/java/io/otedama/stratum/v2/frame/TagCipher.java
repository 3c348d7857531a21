package io.otedama.stratum.v2.frame;

/** As long as Noise's, and as strict about order: bytes masked by a counter, and the counter as the tag. */
final class TagCipher implements FrameCipher {
    static final int TAG_BYTES = 16;

    private int count;

    @Override
    public int overheadBytes() {
        return TAG_BYTES;
    }

    @Override
    public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = (byte) (plain[offset + i] ^ count);
        }
        for (int i = 0; i < TAG_BYTES; i++) {
            out[outOffset + length + i] = (byte) (count + i);
        }
        count++;
        return length + TAG_BYTES;
    }

    @Override
    public int open(byte[] sealed, int offset, int length, byte[] out, int outOffset) throws FrameException {
        int plain = length - TAG_BYTES;
        for (int i = 0; i < TAG_BYTES; i++) {
            if (sealed[offset + plain + i] != (byte) (count + i)) {
                throw new FrameException("piece " + count + " does not open");
            }
        }
        for (int i = 0; i < plain; i++) {
            out[outOffset + i] = (byte) (sealed[offset + i] ^ count);
        }
        count++;
        return plain;
    }
}
