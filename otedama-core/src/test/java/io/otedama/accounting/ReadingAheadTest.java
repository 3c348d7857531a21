package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.JournalCursor;
import io.otedama.testkit.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading ahead is about speed only: the books are the same, bit for bit, after every record. */
class ReadingAheadTest {
    private static final int STEPS = 8_000;
    private static final int EVERY = 97;

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final OwnThreads threads = new OwnThreads();

    @ParameterizedTest
    @ValueSource(
            strings = {"pplns:window=0.1", "pplns", "pplns:window=50", "tides:window=0.2", "tides:window=40", "prop"})
    void theBooksAreTheSameWithItAndWithoutIt(String terms) {
        AccountingRig rig = new AccountingRig();
        rig.job(NetworkBits.ofWork(1000), 100_000);
        rig.terms(terms);
        RandomCourse course = new RandomCourse(rig, random);
        for (int i = 0; i < STEPS; i++) {
            course.step();
            if (i == STEPS / 2) {
                rig.terms(terms); // the window begins anew, its tail is closed
            }
        }
        List<byte[]> plain = replay(rig, false);
        threads.run(() -> assertThat(replay(rig, true)).containsExactlyElementsOf(plain));
        assertThat(plain.get(plain.size() - 1)).isEqualTo(rig.books.state());
        assertThat(threads.alive()).isEmpty();
    }

    /** A journal that grows while it is read ahead, as in a running pool. */
    @ParameterizedTest
    @ValueSource(strings = {"pplns:window=0.1", "pplns", "pplns:window=50", "tides:window=0.2", "tides:window=40"})
    void alsoWhileTheJournalGrows(String terms) {
        threads.run(() -> {
            AccountingRig rig = new AccountingRig();
            rig.books.startReadingAhead(ReadingAheadTest::thread);
            rig.job(NetworkBits.ofWork(1000), 100_000);
            rig.terms(terms);
            RandomCourse course = new RandomCourse(rig, random);
            for (int i = 0; i < STEPS; i++) {
                course.step();
            }
            byte[] state = rig.books.state();
            assertThat(rig.replayed().state()).isEqualTo(state);
            rig.books.stopReadingAhead();
            course.step(); // usable without it
        });
        assertThat(threads.alive()).isEmpty();
    }

    private static Thread thread(Runnable task) {
        return new Thread(task, "otedama-tail-test");
    }

    private static List<byte[]> replay(AccountingRig rig, boolean ahead) {
        Accounting books = new Accounting(rig.journal);
        if (ahead) {
            books.startReadingAhead(ReadingAheadTest::thread);
        }
        List<byte[]> states = new ArrayList<>();
        try (JournalCursor all = rig.journal.readFrom(1)) {
            while (all.next()) {
                books.apply(all.record());
                if (books.lastSequence() % EVERY == 0) {
                    states.add(books.state());
                }
            }
        }
        states.add(books.state());
        books.stopReadingAhead();
        return states;
    }
}
