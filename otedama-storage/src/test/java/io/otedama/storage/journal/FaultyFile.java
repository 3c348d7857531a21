package io.otedama.storage.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A file of a {@link FaultyDisk}: what programs see, what a power loss leaves, and every version between. */
final class FaultyFile {
    private static final int SECTOR = 512;

    private byte[] seen = new byte[0];
    private byte[] stable = new byte[0];

    /** Versions of each sector since the last force, oldest first. */
    private final Map<Integer, List<byte[]>> sectors = new TreeMap<>();

    private final List<Integer> sizes = new ArrayList<>();

    int size() {
        return seen.length;
    }

    byte[] content() {
        return seen.clone();
    }

    void flip(int offset, int mask) {
        seen[offset] ^= (byte) mask;
        forced();
    }

    void write(byte[] bytes, int position) {
        if (position + bytes.length > seen.length) {
            seen = Arrays.copyOf(seen, position + bytes.length);
            sizes.add(seen.length);
        }
        System.arraycopy(bytes, 0, seen, position, bytes.length);
        remember(position, position + bytes.length);
    }

    void truncate(int size) {
        if (size >= seen.length) {
            return;
        }
        int before = seen.length;
        seen = Arrays.copyOf(seen, size);
        sizes.add(size);
        remember(size, before);
    }

    private void remember(int from, int to) {
        for (int sector = from / SECTOR; sector * SECTOR < to; sector++) {
            byte[] version = sector * SECTOR < seen.length
                    ? Arrays.copyOfRange(seen, sector * SECTOR, (sector + 1) * SECTOR)
                    : new byte[SECTOR];
            sectors.computeIfAbsent(sector, s -> new ArrayList<>()).add(version);
        }
    }

    int read(ByteBuffer target, int position) {
        int length = Math.max(0, Math.min(target.remaining(), seen.length - position));
        target.put(seen, Math.min(position, seen.length), length);
        return length;
    }

    void forced() {
        // what an earlier, failed force has dropped is not written: only sectors changed since are
        byte[] next = Arrays.copyOf(stable, seen.length);
        sectors.keySet().forEach(sector -> copySector(seen, next, sector));
        stable = next;
        sectors.clear();
        sizes.clear();
    }

    /** Each sector was written or not; all count as clean now. */
    void forceFailed(Random random) {
        stable = survivor(random);
        sectors.clear();
        sizes.clear();
    }

    void powerLoss(Random random) {
        seen = survivor(random);
        stable = seen.clone();
        sectors.clear();
        sizes.clear();
    }

    private byte[] survivor(Random random) {
        int choice = random.nextInt(sizes.size() + 1);
        byte[] left = Arrays.copyOf(stable, choice == 0 ? stable.length : sizes.get(choice - 1));
        sectors.forEach((sector, versions) -> {
            int version = random.nextInt(versions.size() + 1);
            if (version > 0 && sector * SECTOR < left.length) {
                byte[] bytes = versions.get(version - 1);
                System.arraycopy(bytes, 0, left, sector * SECTOR, Math.min(SECTOR, left.length - sector * SECTOR));
            }
        });
        return left;
    }

    private static void copySector(byte[] from, byte[] to, int sector) {
        int start = sector * SECTOR;
        int length = Math.min(SECTOR, Math.min(from.length, to.length) - start);
        if (length > 0) {
            System.arraycopy(from, start, to, start, length);
        }
    }
}
