package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BootRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.StoredRound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rounds as blocks come and go. */
class RoundRowsTest {
    private static final int BITS = 0x1b0404cb;
    private static final ShareTarget SHARE = ShareTarget.of(Difficulty.of(16), 1);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final ByteBuffer bytes = ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);
    private final RoundRows rows = new RoundRows();
    private final List<StoredRound> stored = new ArrayList<>();
    private final JournalCursor cursor = journal.readFrom(1);
    private long millis = 1_000;

    RoundRowsTest() {
        journal.append(new BootRecord().encode(bytes, millis, 1, Hash256.ZERO, "test"));
        project();
    }

    private static Hash256 hash(int seed) {
        byte[] hash = new byte[Hash256.BYTES];
        hash[0] = (byte) seed;
        hash[1] = (byte) (seed >> 8);
        return Hash256.ofInternal(hash);
    }

    private void share(Hash256 hash, int flags) {
        millis += 10;
        journal.append(new ShareRecord().encode(bytes, millis, 1, 1, flags, hash.toBytes(), SHARE, BITS));
    }

    private void shares(int count) {
        for (int i = 0; i < count; i++) {
            share(Hash256.ZERO, 0);
        }
    }

    /** A block share, and that it was found. */
    private void find(int block) {
        share(hash(block), ShareRecord.FLAG_BLOCK);
        tell(block, Status.FOUND);
    }

    private void tell(int block, Status status) {
        millis += 10;
        journal.append(new BlockRecord().encode(bytes, millis, status, block, hash(block), 1, 1, 1, 50, 0));
    }

    /** As a store does it. */
    private List<StoredRound> project() {
        while (cursor.next()) {
            rows.apply(cursor.record());
        }
        List<StoredRound> changed = rows.take();
        if (!changed.isEmpty()) {
            stored.removeIf(round -> round.firstSequence() >= changed.get(0).firstSequence());
            stored.addAll(changed);
        }
        return stored;
    }

    private String text() {
        StringBuilder all = new StringBuilder();
        for (StoredRound round : project()) {
            Hash256 block = round.block();
            all.append(block == null ? "open" : Integer.toString(block.toBytes()[0]))
                    .append(':')
                    .append(round.shares())
                    .append(' ');
        }
        return all.toString().trim();
    }

    @Test
    void aRoundEndsWithTheShareThatIsABlockInTheChain() {
        shares(3);
        find(1);
        shares(2);
        assertThat(text()).as("not in the chain yet").isEqualTo("open:6");
        tell(1, Status.IN_CHAIN);
        assertThat(text()).isEqualTo("1:4 open:2");
        StoredRound first = stored.get(0);
        Work work = SHARE.work().plus(SHARE.work()).plus(SHARE.work()).plus(SHARE.work());
        assertThat(first)
                .isEqualTo(new StoredRound(hash(1), 1, 5, 1_000, 1_040, 4, work, Work.of(Target.ofCompact(BITS))));
        assertThat(first.luckPpm()).isEqualTo(64 * 1_000_000L / 16_307);
        assertThat(stored.get(1).firstSequence()).isEqualTo(6);
        assertThat(stored.get(1).startMillis()).isEqualTo(1_040);
        assertThat(stored.get(1).lastSequence()).isEqualTo(8);
    }

    @Test
    void aRoundThatGoesOnWithoutAShareIsThere() {
        assertThat(text()).isEqualTo("open:0");
        assertThat(stored.get(0).luckPpm()).isZero();
        assertThat(stored.get(0).lastSequence()).isZero();
    }

    @Test
    void theRoundOfAnOrphanBelongsToTheNextBlockAndComesBackWithIt() {
        for (int block = 1; block <= 3; block++) {
            shares(block);
            find(block);
            tell(block, Status.IN_CHAIN);
        }
        assertThat(text()).isEqualTo("1:2 2:3 3:4 open:0");
        tell(2, Status.ORPHANED);
        assertThat(text()).isEqualTo("1:2 3:7 open:0");
        tell(3, Status.ORPHANED);
        assertThat(text()).isEqualTo("1:2 open:7");
        shares(1);
        tell(2, Status.IN_CHAIN);
        assertThat(text()).isEqualTo("1:2 2:3 open:5");
        tell(3, Status.IN_CHAIN);
        assertThat(text()).isEqualTo("1:2 2:3 3:4 open:1");
    }

    @Test
    void aMatureBlockIsFinalAndKeepsWhatWasMinedForTheOrphanBefore() {
        for (int block = 1; block <= 3; block++) {
            shares(block);
            find(block);
        }
        tell(1, Status.ORPHANED);
        tell(2, Status.IN_CHAIN);
        tell(3, Status.IN_CHAIN);
        tell(2, Status.MATURE);
        tell(2, Status.ORPHANED);
        assertThat(text()).isEqualTo("2:5 3:4 open:0");
        tell(1, Status.ORPHANED);
        tell(3, Status.ORPHANED);
        assertThat(text()).isEqualTo("2:5 open:4");
    }

    @Test
    void aBlockWhoseShareWasNotCreditedEndsItsRoundWhenItIsSeenInTheChain() {
        shares(2);
        tell(1, Status.FOUND);
        shares(1);
        tell(1, Status.IN_CHAIN);
        shares(1);
        assertThat(text()).isEqualTo("1:3 open:1");
        assertThat(stored.get(0).lastSequence()).isEqualTo(6);
    }

    @Test
    void whatIsProjectedInStepsIsWhatIsProjectedAtOnce() {
        long seed = new Random().nextLong();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 4_000; i++) {
            int dice = random.nextInt(10);
            if (dice < 5) {
                shares(1);
            } else if (dice < 6) {
                find(++found);
            } else if (found > 0) {
                int block = Math.max(1, found - random.nextInt(20));
                tell(block, Status.values()[1 + random.nextInt(3)]);
            }
            if (random.nextInt(7) == 0) {
                project();
            }
        }
        List<StoredRound> steps = List.copyOf(project());
        RoundRows again = new RoundRows();
        try (JournalCursor all = journal.readFrom(1)) {
            while (all.next()) {
                again.apply(all.record());
            }
        }
        assertThat(steps).isEqualTo(again.take()).hasSizeGreaterThan(10);
        long shares = 0;
        long next = 1;
        for (StoredRound round : steps) {
            assertThat(round.firstSequence()).isEqualTo(next);
            next = round.lastSequence() + 1;
            shares += round.shares();
        }
        assertThat(shares).isEqualTo(countShares());
    }

    @Test
    void blocksOutsideTheChainAreRememberedUpToALimit() {
        for (int block = 1; block <= RoundRows.MAX_DEAD + 1; block++) {
            find(block);
        }
        shares(1);
        tell(2, Status.IN_CHAIN);
        assertThat(project().get(0).shares())
                .as("with that of the first, which is forgotten")
                .isEqualTo(2);
        tell(1, Status.IN_CHAIN);
        assertThat(project().get(1).shares()).isEqualTo(RoundRows.MAX_DEAD);
    }

    private long countShares() {
        long shares = 0;
        try (JournalCursor all = journal.readFrom(1)) {
            while (all.next()) {
                shares += all.record().type() == RecordType.SHARE ? 1 : 0;
            }
        }
        return shares;
    }
}
