package io.otedama.stratum.v2.frame;

/** No cipher: what comes in goes out. Only for loopback and networks that are trusted. Has no state, so one serves all. */
public final class PlainCipher implements FrameCipher {
    @Override
    public int overheadBytes() {
        return 0;
    }

    @Override
    public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        System.arraycopy(plain, offset, out, outOffset, length);
        return length;
    }

    @Override
    public int open(byte[] sealed, int offset, int length, byte[] out, int outOffset) {
        System.arraycopy(sealed, offset, out, outOffset, length);
        return length;
    }
}
