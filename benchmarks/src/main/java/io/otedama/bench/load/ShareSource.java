package io.otedama.bench.load;

import io.otedama.bench.miner.HeaderSearch;
import io.otedama.bench.miner.MinerJob;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds one connection's shares. Where the difficulty is so small that nearly every hash meets it, nothing is hashed:
 * what would be rejected by chance, one in tens of thousands, shows in the verdicts. Event loop only.
 */
public final class ShareSource {
    /** From this chance on a share is sent without looking at its hash. */
    private static final BigInteger SURE = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE.shiftLeft(241));

    /** Hashes after which a share that misses the target is taken to be impossible. */
    private static final int MAX_LOW_TRIES = 1 << 20;

    /** A share that takes more hashes than this on average is one for a miner, not for a generator. */
    private static final int MAX_MEAN_HASHES = 1 << 22;

    /** Odd, so that the nonces of a job repeat after 2^32; far apart, so that those of two runs do not meet soon. */
    private static final int NONCE_STEP = 0x9e3779b9;

    private final PowHasher hasher;
    private final boolean rollNonce;
    private final byte[] hash = new byte[32];
    private byte[] extranonce2 = new byte[0];
    private @Nullable MinerJob job;
    private @Nullable HeaderSearch search;
    private long counter;
    private int nonce;
    private long[] stock = new long[0];
    private int taken;
    private long hashes;

    /**
     * @param seed where extranonce2 and nonce begin, so that two runs on one job do not send the same shares
     */
    public ShareSource(PowHasher hasher, boolean rollNonce, long seed) {
        this.hasher = hasher;
        this.rollNonce = rollNonce;
        this.counter = seed;
        this.nonce = Long.hashCode(seed * NONCE_STEP);
    }

    /** True when every hash is a share, for all that matters. */
    static boolean isSure(MinerJob job) {
        return job.target().toBigInteger().compareTo(SURE) >= 0;
    }

    /** Fills the stock of shares for this job. */
    void premine(MinerJob current, int shares) {
        use(current);
        if (search == null) {
            return;
        }
        long[] found = new long[2 * shares];
        for (int i = 0; i < shares; i++) {
            find(current, true);
            found[2 * i] = counter;
            found[2 * i + 1] = nonce;
        }
        stock = found;
        taken = 0;
    }

    /** The next share that meets the target is in {@link #extranonce2} and {@link #nonce}. */
    public void nextGood(MinerJob current) {
        use(current);
        if (search == null) {
            roll(current);
        } else if (taken < stock.length) {
            set(stock[taken], (int) stock[taken + 1]);
            taken += 2;
        } else {
            find(current, true);
        }
    }

    /** The next share that misses the target. */
    void nextLow(MinerJob current) {
        use(current);
        find(current, false);
    }

    /** What the coinbase is to carry; valid until the next share. */
    public byte[] extranonce2() {
        return extranonce2;
    }

    /** Of the header. */
    public int nonce() {
        return nonce;
    }

    /** Hashes that finding took. */
    long hashes() {
        return hashes;
    }

    private void use(MinerJob current) {
        if (current != job) {
            checkDifficulty(current);
            job = current;
            stock = new long[0];
            taken = 0;
            extranonce2 = new byte[current.extranonceBytes()];
            HeaderSearch made = isSure(current) ? null : current.search();
            search = made;
            set(counter, nonce);
            if (made != null) {
                made.extranonce(counter);
            }
        }
    }

    private static void checkDifficulty(MinerJob current) {
        BigInteger target = current.target().toBigInteger().add(BigInteger.ONE);
        BigInteger mean = BigInteger.ONE.shiftLeft(256).divide(target);
        if (mean.compareTo(BigInteger.valueOf(MAX_MEAN_HASHES)) > 0) {
            throw new IllegalStateException(
                    "a share of this server takes " + mean + " hashes on average, which is more than " + MAX_MEAN_HASHES
                            + ": let it begin with a lower difficulty");
        }
    }

    private void find(MinerJob current, boolean good) {
        Target target = current.target();
        HeaderSearch work = search == null ? current.search() : search;
        if (rollsExtranonce(current)) {
            set(counter + 1, nonce);
            work.extranonce(counter);
        }
        for (int tries = 0; tries < MAX_LOW_TRIES || good; tries++) {
            work.nonce(++nonce);
            hasher.hash(work.header(), 0, hash, 0);
            hashes++;
            if (target.isMetBy(hash, 0) == good) {
                return;
            }
        }
        throw new IllegalStateException("every hash meets the target: there are no shares of low difficulty");
    }

    private void roll(MinerJob current) {
        nonce += NONCE_STEP;
        if (rollsExtranonce(current)) {
            set(counter + 1, nonce);
        }
    }

    private boolean rollsExtranonce(MinerJob current) {
        return !rollNonce && current.extranonceBytes() > 0;
    }

    private void set(long value, int newNonce) {
        counter = value;
        nonce = newNonce;
        for (int i = 0; i < extranonce2.length; i++) {
            int fromRight = extranonce2.length - 1 - i;
            extranonce2[i] = fromRight < 8 ? (byte) (value >>> (8 * fromRight)) : 0;
        }
    }
}
