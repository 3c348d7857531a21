package io.otedama.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Network;
import io.otedama.chain.SeededRandom;
import io.otedama.error.ConfigurationException;
import io.otedama.error.JournalException;
import io.otedama.snapshot.SnapshotProof.Claim;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.RecordView;
import io.otedama.testkit.InMemoryLedgerStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots that a start must not begin with. */
class SnapshotRefusalTest {
    private static final Network CHAIN = Network.BITCOIN_REGTEST;

    private final InMemoryJournal journal = new InMemoryJournal();
    private final Accounting live = new Accounting(journal);
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private LedgerSnapshot snapshot;

    @BeforeEach
    void take() {
        journal.retain(1);
        RandomCourse course = new RandomCourse(SeededRandom.forTest(getClass()), CHAIN.genesis(), this::append);
        course.begin("prop");
        course.run(500);
        snapshot = new SnapshotProof(journal).prove(Claim.of(live), Optional.empty());
        store.save(snapshot);
    }

    private void append(RecordView record) {
        record.assignSequence(journal.append(record));
        live.apply(record);
    }

    private Accounting start(ShortenedJournal from, String name, Network chain) {
        Accounting books = new Accounting(from);
        new BooksStart(from, store).restore(books, name, chain);
        return books;
    }

    @Test
    void ofAnotherPool() {
        assertThatThrownBy(() -> start(new ShortenedJournal(journal, 1), "second", CHAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("\"" + RandomCourse.POOL + "\"")
                .hasMessageContaining("\"second\"");
    }

    @Test
    void ofAnotherChain() {
        assertThatThrownBy(() -> start(new ShortenedJournal(journal, 1), RandomCourse.POOL, Network.LITECOIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(CHAIN.name())
                .hasMessageContaining(Network.LITECOIN.name());
    }

    @Test
    void newerThanTheEndOfTheJournal() {
        InMemoryJournal shorter = new InMemoryJournal();
        shorter.retain(1);
        RandomCourse course =
                new RandomCourse(SeededRandom.forTest(getClass()), CHAIN.genesis(), record -> shorter.append(record));
        course.begin("prop");
        assertThatThrownBy(() -> start(new ShortenedJournal(shorter, 1), RandomCourse.POOL, CHAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal has lost records")
                .hasMessageContaining("snapshot of record " + snapshot.sequence())
                .hasMessageContaining("ends at record " + shorter.durableSequence());
    }

    @Test
    void aDamagedOneCostsAFullReplayAndNoMore() {
        store.damage(snapshot.sequence());
        assertThat(start(new ShortenedJournal(journal, 1), RandomCourse.POOL, CHAIN)
                        .lastSequence())
                .isZero();
    }

    @Test
    void aStoreThatFailsCostsAFullReplayAndNoMore() {
        store.failing = true;
        assertThat(start(new ShortenedJournal(journal, 1), RandomCourse.POOL, CHAIN)
                        .lastSequence())
                .isZero();
    }

    @Test
    void aJournalWithoutItsBeginningNeedsAGoodOne() {
        ShortenedJournal shortened = new ShortenedJournal(journal, snapshot.retainFrom());
        assertThat(start(shortened, RandomCourse.POOL, CHAIN).lastSequence()).isEqualTo(snapshot.sequence());
        shortened.shorten(snapshot.retainFrom() + 1);
        assertThatThrownBy(() -> start(shortened, RandomCourse.POOL, CHAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("begins at record " + (snapshot.retainFrom() + 1))
                .hasMessageContaining("put the snapshots or the older segments back");
    }

    @Test
    void everySettingOutOfRangeIsListed() {
        assertThatThrownBy(() -> new SnapshotPolicy(1, Duration.ZERO))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("snapshots.records")
                .hasMessageContaining("snapshots.interval");
    }
}
