package io.otedama.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.chain.SeededRandom;
import io.otedama.share.DuplicateFilter.Result;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 14: no header hash is credited twice. */
class DuplicateFilterTest {
    private static Hash256 block(int salt) {
        return Hash256.ofInternal(hash(salt));
    }

    private static byte[] hash(int salt) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (salt >>> (8 * i));
        }
        return bytes;
    }

    @Test
    void rule14_theTipGoesToBAndBackAndDuplicatesAreStillKnown() {
        DuplicateFilter filter = new DuplicateFilter(8, 100);
        filter.onPreviousBlock(block(1));
        assertThat(filter.add(block(1), hash(7))).isEqualTo(Result.NEW);
        filter.onPreviousBlock(block(2));
        assertThat(filter.add(block(2), hash(7))).as("another block's set").isEqualTo(Result.NEW);
        filter.onPreviousBlock(block(1));
        assertThat(filter.add(block(1), hash(7))).isEqualTo(Result.DUPLICATE);
    }

    @Test
    void rule14_theBlockThatWasCurrentLongestAgoIsForgottenAndNoOther() {
        DuplicateFilter filter = new DuplicateFilter(8, 100);
        for (int b = 1; b <= 4; b++) {
            filter.onPreviousBlock(block(b));
            filter.add(block(b), hash(7));
        }
        filter.onPreviousBlock(block(1)); // the oldest is current again
        filter.onPreviousBlock(block(5)); // now 2 goes, not 1
        filter.onPreviousBlock(block(1));
        assertThat(filter.add(block(1), hash(7))).isEqualTo(Result.DUPLICATE);
        assertThat(filter.add(block(3), hash(7))).isEqualTo(Result.DUPLICATE);
        assertThat(filter.add(block(4), hash(7))).isEqualTo(Result.DUPLICATE);
        assertThat(filter.add(block(5), hash(7))).as("a used set starts empty").isEqualTo(Result.NEW);
        assertThat(filter.add(block(2), hash(7))).isEqualTo(Result.BLOCK_FORGOTTEN);
    }

    @Test
    void rule14_aFullSetRefusesAndEvictsNothing() {
        DuplicateFilter filter = new DuplicateFilter(0, 1000);
        filter.onPreviousBlock(block(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(filter.add(block(1), hash(i))).isEqualTo(Result.NEW);
        }
        assertThat(filter.add(block(1), hash(1000))).isEqualTo(Result.FULL);
        for (int i = 0; i < 1000; i++) {
            assertThat(filter.add(block(1), hash(i))).isEqualTo(Result.DUPLICATE);
        }
        filter.remove(block(1), hash(500));
        assertThat(filter.add(block(1), hash(1000))).isEqualTo(Result.NEW);
        assertThat(filter.add(block(1), hash(500))).isEqualTo(Result.FULL);
        assertThat(ShareVerdict.DUPLICATE_FILTER_FULL.code()).isEqualTo(20);
    }

    @Test
    void rule14_theSetBehavesLikeAHashSet() {
        SeededRandom random = SeededRandom.forTest(getClass());
        for (int round = 0; round < 30; round++) {
            int max = 1 + random.nextInt(3000);
            HashSegments set = new HashSegments(random.nextInt(64), max);
            Set<Integer> model = new HashSet<>();
            int universe = 1 + random.nextInt(2 * max);
            for (int step = 0; step < 4000; step++) {
                int key = random.nextInt(universe);
                byte[] hash = colliding(key, round);
                if (random.nextInt(3) == 0) {
                    set.remove(hash);
                    model.remove(key);
                } else {
                    Result expected =
                            model.contains(key) ? Result.DUPLICATE : model.size() >= max ? Result.FULL : Result.NEW;
                    assertThat(set.add(hash, max))
                            .as("round %d step %d", round, step)
                            .isEqualTo(expected);
                    if (expected == Result.NEW) {
                        model.add(key);
                    }
                }
                assertThat(set.size()).isEqualTo(model.size());
            }
        }
    }

    /** Odd rounds: all keys fall into few probe runs; a xor b is the same for many of them. */
    private static byte[] colliding(int key, int round) {
        byte[] bytes = hash(key);
        if (round % 2 == 1) {
            bytes[8] = (byte) (key & 0xfc);
            bytes[9] = (byte) (key >>> 8);
        }
        return bytes;
    }

    @Test
    void rule14_theAllZeroHashIsAHashLikeOthers() {
        HashSegments set = new HashSegments(4, 10);
        assertThat(set.add(new byte[32], 10)).isEqualTo(Result.NEW);
        assertThat(set.add(new byte[32], 10)).isEqualTo(Result.DUPLICATE);
        set.remove(new byte[32]);
        assertThat(set.size()).isZero();
        assertThat(set.add(new byte[32], 10)).isEqualTo(Result.NEW);
    }

    @Test
    void aSetThatIsUsedAgainIsEmptyHoweverMuchOfItWasClearedBefore() {
        SeededRandom random = SeededRandom.forTest(getClass());
        DuplicateFilter filter = new DuplicateFilter(2_000, 4_000);
        for (int b = 1; b <= 40; b++) {
            filter.onPreviousBlock(block(b));
            int shares = random.nextInt(b % 3 == 0 ? 4_000 : 3); // some blocks clear next to nothing
            for (int i = 0; i < shares; i++) {
                assertThat(filter.add(block(b), hash(i))).isEqualTo(Result.NEW);
            }
            for (int i = 0; i < shares; i++) {
                assertThat(filter.add(block(b), hash(i))).isEqualTo(Result.DUPLICATE);
            }
        }
    }
}
