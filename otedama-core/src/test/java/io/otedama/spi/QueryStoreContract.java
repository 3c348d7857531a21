package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import io.otedama.error.StoreException;
import io.otedama.spi.StoredCredits.Credit;
import io.otedama.spi.StoredPayment.Output;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link QueryStore} promises, and the {@link PoolQuery} that reads it. */
public abstract class QueryStoreContract {
    private static final StoredAccount ALICE = new StoredAccount("alice", true, 1, 2, 3, 4);
    private static final StoredAccount FEE = new StoredAccount("pool:fee", false, -1, -2, -3, -4);
    private static final StoredWorker RIG = new StoredWorker(7, "alice.rig", "alice");
    private static final StoredCredits CREDITS =
            new StoredCredits(hash(1), List.of(new Credit("alice", 40, 5), new Credit("pool:fee", 5, 0)));
    private static final StoredPayment PAYMENT = new StoredPayment(
            3, 1_000, StoredPayment.Status.INTENDED, hash(9), 12, List.of(new Output("alice", 100, 88)));
    private static final StoredWork WORK = new StoredWork("alice", 600_000, new Work(1, -1), 2);

    protected QueryStore store;

    /** A new, empty store. */
    protected abstract QueryStore open() throws Exception;

    /** The same store, closed and opened again. */
    protected abstract QueryStore reopen() throws Exception;

    /** Reads what {@link #store} has. */
    protected abstract PoolQuery query();

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Hash256 hash(int seed) {
        byte[] bytes = new byte[Hash256.BYTES];
        bytes[0] = (byte) seed;
        return Hash256.ofInternal(bytes);
    }

    private static StorePosition at(long sequence) {
        return sequence == 0 ? StorePosition.NONE : new StorePosition(sequence, hash((int) sequence));
    }

    private static StoredBlock block(long sequence, int seed, BlockRecord.Status status) {
        return new StoredBlock(sequence, hash(seed), 100 + seed, status, 50, "alice", 5_000 + sequence);
    }

    private static StoreBatch everything(long after, long position) {
        return new StoreBatch(
                at(after),
                at(position),
                List.of(ALICE, FEE),
                List.of(RIG),
                List.of(block(5, 1, BlockRecord.Status.IN_CHAIN)),
                List.of(CREDITS),
                List.of(PAYMENT),
                List.of(WORK));
    }

    private static StoreBatch blocks(long after, long position, List<StoredBlock> blocks) {
        return new StoreBatch(at(after), at(position), List.of(), List.of(), blocks, List.of(), List.of(), List.of());
    }

    private void assertEverythingIsThere() {
        assertThat(query().account("alice")).contains(ALICE);
        assertThat(query().account("pool:fee")).contains(FEE);
        assertThat(query().workers("alice", -1, 10)).containsExactly(RIG);
        assertThat(query().blocks(PoolQuery.NEWEST, 10)).containsExactly(block(5, 1, BlockRecord.Status.IN_CHAIN));
        assertThat(query().credits(hash(1))).isEqualTo(CREDITS);
        assertThat(query().payments("alice", PoolQuery.NEWEST, 10)).containsExactly(PAYMENT);
        assertThat(query().work("alice", 0, 900_000)).containsExactly(WORK);
    }

    private void assertNothingIsThere() {
        assertThat(store.position()).isEqualTo(StorePosition.NONE);
        assertThat(query().account("alice")).isEmpty();
        assertThat(query().workers("alice", -1, 10)).isEmpty();
        assertThat(query().blocks(PoolQuery.NEWEST, 10)).isEmpty();
        assertThat(query().credits(hash(1)).credits()).isEmpty();
        assertThat(query().payments("alice", PoolQuery.NEWEST, 10)).isEmpty();
        assertThat(query().work("alice", 0, 900_000)).isEmpty();
    }

    @Test
    void aNewStoreIsEmpty() {
        assertNothingIsThere();
    }

    @Test
    void rowsAndPositionComeTogetherAndStay() throws Exception {
        store.apply(everything(0, 6));
        assertEverythingIsThere();
        store = reopen();
        assertThat(store.position()).isEqualTo(at(6));
        assertThat(query().position()).isEqualTo(at(6));
        assertEverythingIsThere();
    }

    @Test
    void aBatchThatFailsHalfWayLeavesNothing() {
        StoredPayment toNobody = new StoredPayment(
                4, 0, StoredPayment.Status.INTENDED, hash(8), 0, List.of(new Output("never introduced", 1, 1)));
        StoreBatch good = everything(0, 6);
        StoreBatch bad = new StoreBatch(
                good.after(),
                good.position(),
                good.accounts(),
                good.workers(),
                good.blocks(),
                good.credits(),
                List.of(PAYMENT, toNobody),
                good.work());
        assertThatThrownBy(() -> store.apply(bad))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("never introduced");
        assertNothingIsThere();
        store.apply(good);
        assertEverythingIsThere();
    }

    @Test
    void aBatchThatDoesNotFollowIsRefused() {
        store.apply(everything(0, 6));
        for (StoreBatch stranger : List.of(everything(0, 6), everything(5, 7), everything(7, 8))) {
            assertThatThrownBy(() -> store.apply(stranger)).isInstanceOf(StoreException.class);
        }
        assertThat(store.position()).isEqualTo(at(6));
        assertEverythingIsThere();
    }

    @Test
    void workIsAddedWithAllOfIts128Bits() {
        store.apply(everything(0, 6));
        store.apply(new StoreBatch(
                at(6),
                at(7),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new StoredWork("alice", 600_000, new Work(0, 1), 1), WORK)));
        assertThat(query().work("alice", 0, 900_000))
                .containsExactly(new StoredWork("alice", 600_000, new Work(3, -1), 5));
    }

    @Test
    void laterRowsReplaceEarlierOnes() {
        store.apply(everything(0, 6));
        StoredAccount richer = new StoredAccount("alice", true, 5, 6, 7, 8);
        StoredPayment confirmed = new StoredPayment(
                3, 1_000, StoredPayment.Status.CONFIRMED, hash(10), 15, List.of(new Output("alice", 100, 85)));
        store.apply(new StoreBatch(
                at(6),
                at(7),
                List.of(richer),
                List.of(new StoredWorker(7, "alice.other", "alice")),
                List.of(block(7, 1, BlockRecord.Status.ORPHANED)),
                List.of(new StoredCredits(hash(1), List.of())),
                List.of(confirmed),
                List.of()));
        assertThat(query().account("alice")).contains(richer);
        assertThat(query().workers("alice", -1, 10)).containsExactly(new StoredWorker(7, "alice.other", "alice"));
        assertThat(query().blocks(PoolQuery.NEWEST, 10)).singleElement().satisfies(block -> {
            assertThat(block.sequence()).as("of the first record about it").isEqualTo(5);
            assertThat(block.status()).isEqualTo(BlockRecord.Status.ORPHANED);
            assertThat(block.statusMillis()).isEqualTo(5_007);
        });
        assertThat(query().credits(hash(1)).credits()).isEmpty();
        assertThat(query().payments("alice", PoolQuery.NEWEST, 10)).containsExactly(confirmed);
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        List<StoredBlock> all = LongStream.rangeClosed(1, 25)
                .mapToObj(i -> block(i, (int) i, BlockRecord.Status.FOUND))
                .toList();
        store.apply(blocks(0, 30, all));
        long cursor = PoolQuery.NEWEST;
        for (int page = 0; page < 3; page++) {
            List<StoredBlock> found = query().blocks(cursor, 10);
            assertThat(found).extracting(StoredBlock::sequence).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(found).hasSize(page < 2 ? 10 : 5);
            cursor = found.get(found.size() - 1).sequence();
        }
        assertThat(query().blocks(cursor, 10)).isEmpty();
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> query().blocks(PoolQuery.NEWEST, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query().payments("alice", 1, PoolQuery.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
        long tooLong = (PoolQuery.MAX_BUCKETS + 1) * StoredWork.BUCKET_MILLIS;
        assertThatThrownBy(() -> query().work("alice", 0, tooLong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clearingLeavesAnEmptyStore() {
        store.apply(everything(0, 6));
        store.clear();
        assertNothingIsThere();
        store.apply(everything(0, 6));
        assertEverythingIsThere();
    }
}
