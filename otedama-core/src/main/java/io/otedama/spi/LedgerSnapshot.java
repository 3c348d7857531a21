package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The books of a pool as they were behind one record of its journal.
 *
 * @param sequence the last record that the books had taken, at least 1
 * @param format of {@code state}; another one is not read
 * @param poolName whose books: 1 to {@value BootRecord#MAX_NAME_CHARS} characters of ASCII
 * @param genesis block 0 of the chain
 * @param digest SHA-256 of {@code state}, in the order of its bytes
 * @param replayFrom where a start begins to read the journal for what the books do not have: header hashes, difficulties and
 *     hashrates; the books themselves continue behind {@code sequence}
 * @param retainFrom the first record that a start from here, or its books later, may read; at most {@code replayFrom}
 * @param state the serialised books; shared, not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // compare the digest
public record LedgerSnapshot(
        long sequence,
        int format,
        String poolName,
        Hash256 genesis,
        Hash256 digest,
        long replayFrom,
        long retainFrom,
        byte[] state) {
    /**
     * @throws IllegalArgumentException when the sequences cannot be, or no pool has that name
     */
    public LedgerSnapshot {
        if (sequence < 1 || retainFrom < 1 || retainFrom > replayFrom || replayFrom > sequence + 1) {
            throw new IllegalArgumentException("a snapshot of record " + sequence + " cannot need records from "
                    + retainFrom + ", and from " + replayFrom);
        }
        if (poolName.isEmpty()
                || poolName.length() > BootRecord.MAX_NAME_CHARS
                || !poolName.chars().allMatch(c -> c < 0x80)) {
            throw new IllegalArgumentException("a pool's name has 1 to " + BootRecord.MAX_NAME_CHARS
                    + " ASCII characters, found \"" + poolName + "\"");
        }
    }

    /** SHA-256, in the order of its bytes. */
    public static Hash256 digest(byte[] state) {
        try {
            return Hash256.ofInternal(MessageDigest.getInstance("SHA-256").digest(state));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the state is what the digest says. */
    public boolean isIntact() {
        return digest(state).equals(digest);
    }

    @Override
    public String toString() {
        return "snapshot of record " + sequence + " of pool \"" + poolName + "\", " + state.length + " bytes, digest "
                + digest;
    }
}
