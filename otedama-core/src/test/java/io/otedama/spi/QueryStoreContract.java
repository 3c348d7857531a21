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
    private static final StoredRound ROUND =
            new StoredRound(hash(1), 1, 5, 900, 5_005, 7, new Work(1, -1), new Work(0, 1_000));
    private static final StoredRound OPEN = new StoredRound(null, 6, 5, 5_005, 5_005, 0, Work.ZERO, new Work(0, 1_000));
    private static final StoredWork WORK = new StoredWork("alice", 600_000, new Work(1, -1), 2);

    protected QueryStore store;

    /** A new, empty store. */
    protected abstract QueryStore open() throws Exception;

    /** The same store, closed and opened again. */
    protected abstract QueryStore reopen() throws Exception;

    /** Reads what {@link #store} has at this moment. */
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
                List.of(ROUND, OPEN),
                List.of(WORK));
    }

    private static StoreBatch blocks(long after, long position, List<StoredBlock> blocks) {
        return new StoreBatch(
                at(after), at(position), List.of(), List.of(), blocks, List.of(), List.of(), List.of(), List.of());
    }

    private void assertEverythingIsThere() {
        assertThat(query().account("alice")).contains(ALICE);
        assertThat(query().account("pool:fee")).contains(FEE);
        assertThat(query().workers("alice", -1, 10)).containsExactly(RIG);
        assertThat(query().blocks(PoolQuery.NEWEST, 10)).containsExactly(block(5, 1, BlockRecord.Status.IN_CHAIN));
        assertThat(query().accounts("", 10)).containsExactly(ALICE, FEE);
        assertThat(query().rounds(PoolQuery.NEWEST, 10)).containsExactly(OPEN, ROUND);
        assertThat(query().credits(hash(1))).isEqualTo(CREDITS);
        assertThat(query().payments("alice", PoolQuery.NEWEST, 10)).containsExactly(PAYMENT);
        assertThat(query().work("alice", 0, 900_000)).containsExactly(WORK);
        assertThat(query().credits("alice", PoolQuery.NEWEST, 10))
                .containsExactly(new StoredBlockCredit(block(5, 1, BlockRecord.Status.IN_CHAIN), 40, 5));
        assertThat(query().payments(PoolQuery.NEWEST, 10)).containsExactly(PAYMENT);
        assertThat(query().work(0, 900_000)).containsExactly(new StoredWork("", 600_000, new Work(1, -1), 2));
    }

    private void assertNothingIsThere() {
        assertThat(store.position()).isEqualTo(StorePosition.NONE);
        assertThat(query().account("alice")).isEmpty();
        assertThat(query().workers("alice", -1, 10)).isEmpty();
        assertThat(query().blocks(PoolQuery.NEWEST, 10)).isEmpty();
        assertThat(query().accounts("", 10)).isEmpty();
        assertThat(query().rounds(PoolQuery.NEWEST, 10)).isEmpty();
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
    void theReadSideOfAStoreAnswersTheSame() {
        store.apply(everything(0, 6));
        assertThat(store.query().account("alice")).contains(ALICE);
        assertThat(store.query().position()).isEqualTo(at(6));
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
                good.rounds(),
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
                List.of(),
                List.of(new StoredWork("alice", 600_000, new Work(0, 1), 1), WORK)));
        assertThat(query().work("alice", 0, 900_000))
                .containsExactly(new StoredWork("alice", 600_000, new Work(3, -1), 5));
    }

    @Test
    void oldWorkIsKeptByTheHourAndThenRemoved() {
        long day = 24 * StoredWork.HOUR_MILLIS;
        store.apply(everything(0, 6));
        store.apply(work(6, 7, 0, 300_000, 900_000, 31 * day));
        assertThat(query().work("alice", 0, day))
                .extracting(StoredWork::bucketMillis)
                .containsExactly(0L, 300_000L, 600_000L, 900_000L);
        store.apply(work(7, 8, 31 * day + StoredWork.HOUR_MILLIS));
        assertThat(query().work("alice", 0, day))
                .containsExactly(new StoredWork("alice", 0, StoredWork.HOUR_MILLIS, new Work(2, 2), 5));
        store.apply(work(8, 9, 600_000));
        assertThat(query().work("alice", 0, day))
                .as("what comes late is in its hour too")
                .containsExactly(new StoredWork("alice", 0, StoredWork.HOUR_MILLIS, new Work(2, 3), 6));
        store.apply(work(9, 10, 400 * day + StoredWork.HOUR_MILLIS, 0));
        assertThat(query().work("alice", 0, day)).isEmpty();
        assertThat(query().work("alice", 31 * day, 32 * day))
                .extracting(StoredWork::lengthMillis)
                .containsExactly(StoredWork.HOUR_MILLIS, StoredWork.HOUR_MILLIS);
    }

    /** A share of one hash in each bucket. */
    private static StoreBatch work(long after, long position, long... buckets) {
        List<StoredWork> rows = LongStream.of(buckets)
                .mapToObj(bucket -> new StoredWork("alice", bucket, new Work(0, 1), 1))
                .toList();
        return new StoreBatch(
                at(after), at(position), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), rows);
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
                List.of(),
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
    void roundsFromTheFirstOneGivenOnAreReplaced() {
        store.apply(rounds(0, 5, round(1, 9, 1), round(10, 19, 2), round(20, 29, 3), round(30, 35, 0)));
        store.apply(rounds(5, 6, round(10, 29, 3), round(30, 36, 0)));
        assertThat(query().rounds(PoolQuery.NEWEST, 10))
                .containsExactly(round(30, 36, 0), round(10, 29, 3), round(1, 9, 1));
        assertThat(query().rounds(30, 1)).containsExactly(round(10, 29, 3));
        store.apply(rounds(6, 7));
        assertThat(query().rounds(PoolQuery.NEWEST, 10)).hasSize(3);
    }

    private static StoreBatch rounds(long after, long position, StoredRound... rounds) {
        return new StoreBatch(
                at(after),
                at(position),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(rounds),
                List.of());
    }

    /** @param seed of its block; 0: it goes on */
    private static StoredRound round(long first, long last, int seed) {
        Hash256 block = seed == 0 ? null : hash(seed);
        return new StoredRound(block, first, last, first * 10, last * 10, 4, new Work(0, 7), new Work(0, 5));
    }

    @Test
    void workOfAllAccountsIsAddedWithAllOfIts128Bits() {
        store.apply(everything(0, 6));
        StoreBatch feesWork = new StoreBatch(
                at(6),
                at(7),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new StoredWork("pool:fee", 600_000, new Work(0, -1), 5),
                        new StoredWork("pool:fee", 900_000, new Work(0, 3), 1)));
        store.apply(feesWork);
        assertThat(query().work(600_000, 1_200_000))
                .containsExactly(
                        new StoredWork("", 600_000, new Work(2, -2), 7),
                        new StoredWork("", 900_000, new Work(0, 3), 1));
        assertThat(query().work(0, 600_000)).isEmpty();
    }

    @Test
    void paymentsOfThePoolComeWithAllTheirOutputs() {
        store.apply(everything(0, 6));
        StoredPayment both = new StoredPayment(
                4,
                2_000,
                StoredPayment.Status.BROADCAST,
                hash(8),
                3,
                List.of(new Output("pool:fee", 7, 7), new Output("alice", 9, 9)));
        store.apply(new StoreBatch(
                at(6), at(7), List.of(), List.of(), List.of(), List.of(), List.of(both), List.of(), List.of()));
        assertThat(query().payments(PoolQuery.NEWEST, 10)).containsExactly(both, PAYMENT);
        assertThat(query().payments(PoolQuery.NEWEST, 1)).containsExactly(both);
        assertThat(query().payments(4, 10)).containsExactly(PAYMENT);
        assertThat(query().payments(3, 10)).isEmpty();
    }

    @Test
    void creditsOfAnAccountComeByBlockNewestFirst() {
        store.apply(everything(0, 6));
        store.apply(new StoreBatch(
                at(6),
                at(9),
                List.of(),
                List.of(),
                List.of(block(7, 2, BlockRecord.Status.MATURE), block(8, 3, BlockRecord.Status.FOUND)),
                List.of(new StoredCredits(hash(2), List.of(new Credit("alice", 0, 9)))),
                List.of(),
                List.of(),
                List.of()));
        StoredBlockCredit newer = new StoredBlockCredit(block(7, 2, BlockRecord.Status.MATURE), 0, 9);
        StoredBlockCredit older = new StoredBlockCredit(block(5, 1, BlockRecord.Status.IN_CHAIN), 40, 5);
        assertThat(query().credits("alice", PoolQuery.NEWEST, 10)).containsExactly(newer, older);
        assertThat(query().credits("alice", PoolQuery.NEWEST, 1)).containsExactly(newer);
        assertThat(query().credits("alice", 7, 10)).containsExactly(older);
        assertThat(query().credits("nobody", PoolQuery.NEWEST, 10)).isEmpty();
    }

    @Test
    void accountsComeByName() {
        store.apply(everything(0, 6));
        assertThat(query().accounts("", 1)).containsExactly(ALICE);
        assertThat(query().accounts("alice", 1)).containsExactly(FEE);
        assertThat(query().accounts("pool:fee", 1)).isEmpty();
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> query().blocks(PoolQuery.NEWEST, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query().rounds(PoolQuery.NEWEST, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query().accounts("", 0)).isInstanceOf(IllegalArgumentException.class);
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
