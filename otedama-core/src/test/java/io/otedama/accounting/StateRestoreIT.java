package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import io.otedama.payout.NetworkBits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books are a function of the journal, wherever one begins to read it. */
class StateRestoreIT {
    private static final int STEPS = 4_000;
    private static final int EVERY = 61;

    private final SeededRandom random = SeededRandom.forTest(getClass());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "solo:fee=100",
                "prop:fee=100,donation=25,donation-to=charity",
                "pplns:fee=100",
                "pplns:window=0.3,underfull=scale",
                "tides:fee=100",
                "tides:window=1.5,direct=no",
                "pps:fee=200,reserve=100000000"
            })
    void booksThatBeganFromASnapshotAreBitForBitThoseOfAFullReplay(String terms) {
        AccountingRig rig = new AccountingRig();
        rig.job(NetworkBits.ofWork(1000), 100_000);
        rig.terms(terms);
        RandomCourse course = new RandomCourse(rig, random);
        List<byte[]> states = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            course.step();
            if (i % EVERY == 0) {
                states.add(rig.books.state());
            }
        }
        byte[] end = rig.books.state();
        assertThat(rig.replayed().state()).isEqualTo(end);
        for (byte[] state : states) {
            Accounting restored = rig.restored(state);
            assertThat(restored.state()).isEqualTo(end);
            assertThat(restored.retainFrom()).isEqualTo(rig.books.retainFrom());
            assertThat(restored.isReserveSpent()).isEqualTo(rig.books.isReserveSpent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pplns", "tides", "prop", "pps:reserve=1000000"})
    void aChangeOfTermsIsPartOfTheJournalToo(String second) {
        AccountingRig rig = new AccountingRig();
        rig.job(NetworkBits.ofWork(1000), 100_000);
        RandomCourse course = new RandomCourse(rig, random);
        List<byte[]> states = new ArrayList<>();
        for (String terms : new String[] {"", "prop:fee=10", second, "pps:fee=1,reserve=5000", second, "solo"}) {
            if (!terms.isEmpty()) {
                rig.terms(terms);
            }
            for (int i = 0; i < 400; i++) {
                course.step();
                if (i % EVERY == 0) {
                    states.add(rig.books.state());
                }
            }
        }
        byte[] end = rig.books.state();
        for (byte[] state : states) {
            assertThat(rig.restored(state).state()).isEqualTo(end);
        }
    }
}
