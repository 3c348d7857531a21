package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.SeededRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 2: extranonce1 is allocated, unique, and rests until no live job can use it. */
class ExtranonceAllocatorTest {
    private static final ExtranonceLayout TWO_BYTES = new ExtranonceLayout(2, 4, 8, 0xab);

    @Test
    void rule02_everyExtranonceIsAllocatedOnceAndCarriesTheNodePart() {
        ExtranonceAllocator allocator = new ExtranonceAllocator(TWO_BYTES);
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            long value = allocator.allocate(1);
            assertThat(value >>> 8).isEqualTo(0xab);
            assertThat(seen.add(value)).isTrue();
        }
        assertThat(seen).hasSize(256).allMatch(v -> v < 1 << 16);
    }

    @Test
    void rule02_exhaustionRefusesOneConnectionAndEndsWhenSomebodyLeaves() {
        ExtranonceAllocator allocator = new ExtranonceAllocator(TWO_BYTES);
        long first = allocator.allocate(1);
        IntStream.range(1, 256).forEach(i -> allocator.allocate(1));
        assertThat(allocator.allocate(1)).isEqualTo(ExtranonceAllocator.EXHAUSTED);
        allocator.release(first, 1);
        assertThat(allocator.allocate(1)).isEqualTo(ExtranonceAllocator.EXHAUSTED);
        assertThat(allocator.allocate(2)).isEqualTo(first);
        assertThat(allocator.allocate(2)).isEqualTo(ExtranonceAllocator.EXHAUSTED);
    }

    @Test
    void rule02_aReleasedOneRestsUntilThePreviousBlockChanged() {
        ExtranonceAllocator allocator = new ExtranonceAllocator(ExtranonceLayout.DEFAULT);
        long gone = allocator.allocate(7);
        allocator.release(gone, 7);
        assertThat(allocator.allocate(7)).isNotEqualTo(gone);
        assertThat(allocator.allocate(8)).isEqualTo(gone);
    }

    @Test
    void rule02_noTwoNodesEverGiveOutTheSame() {
        for (int size = 2; size <= 8; size++) {
            for (int nodeBits = 1; nodeBits <= Math.min(16, size * 8 - 1); nodeBits++) {
                int last = (1 << nodeBits) - 1;
                long mine = new ExtranonceAllocator(new ExtranonceLayout(size, 4, nodeBits, last)).allocate(1);
                long other = new ExtranonceAllocator(new ExtranonceLayout(size, 4, nodeBits, 0)).allocate(1);
                assertThat(mine).as("%d bytes, %d node bits", size, nodeBits).isNotEqualTo(other);
                assertThat(mine >>> (size * 8 - nodeBits)).isEqualTo(last);
                if (size < 8) {
                    assertThat(mine >>> (size * 8)).isZero();
                }
            }
        }
    }

    @Test
    void rule02_uniqueAmongLiveConnectionsInAnyOrderOfComingAndGoing() {
        SeededRandom random = SeededRandom.forTest(getClass());
        ExtranonceAllocator allocator = new ExtranonceAllocator(new ExtranonceLayout(2, 4, 4, 3));
        List<Long> live = new ArrayList<>();
        Set<Long> usedInGeneration = new HashSet<>();
        long generation = 1;
        for (int step = 0; step < 50_000; step++) {
            if (random.nextInt(500) == 0) {
                generation++;
                usedInGeneration = new HashSet<>(live);
            } else if (random.nextBoolean() && !live.isEmpty()) {
                allocator.release(live.remove(random.nextInt(live.size())), generation);
            } else {
                long value = allocator.allocate(generation);
                if (value != ExtranonceAllocator.EXHAUSTED) {
                    assertThat(usedInGeneration.add(value)).as("step %d", step).isTrue();
                    live.add(value);
                }
            }
        }
    }

    @Test
    void rule02_uniqueOverThreads() {
        ExtranonceAllocator allocator = new ExtranonceAllocator(ExtranonceLayout.DEFAULT);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 20_000).parallel().forEach(i -> seen.add(allocator.allocate(1)));
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void rule03_impossibleLayoutsAreRefused() {
        int[][] bad = {
            {1, 8, 0, 0}, {9, 8, 0, 0}, {4, 3, 0, 0}, {4, 9, 0, 0}, {4, 8, 17, 0}, {2, 8, 16, 0}, {4, 8, 8, 256}
        };
        for (int[] b : bad) {
            assertThatThrownBy(() -> new ExtranonceLayout(b[0], b[1], b[2], b[3]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
