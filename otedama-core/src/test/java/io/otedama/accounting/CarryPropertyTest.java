package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the chain does: what an account received and is owed is what it earned, and the pool has what it owes. */
class CarryPropertyTest {
    private static final int COURSES = 12;
    private static final int STEPS = 1_200;
    private static final int CHECK_EVERY = 7;
    private static final int FEE = 250;

    private final SeededRandom random = SeededRandom.forTest(getClass());

    @Test
    void receivedAndOwedIsWhatWasEarned() {
        long carried = 0;
        long advances = 0;
        long orphans = 0;
        for (int i = 0; i < COURSES; i++) {
            CarryCourse course = run(random.nextLong());
            carried += course.carried;
            advances += course.greatestAdvance > 0 ? 1 : 0;
            orphans += course.orphans;
        }
        assertThat(carried).as("debts that coinbases paid").isGreaterThan(1_000_000);
        assertThat(advances).as("courses in which a debt was paid twice").isPositive();
        assertThat(orphans).isGreaterThan(100);
    }

    private static CarryCourse run(long seed) {
        AccountingRig rig = new AccountingRig();
        rig.job(NetworkBits.ofWork(600), 100_000);
        rig.terms("tides:window=1,fee=" + FEE);
        CarryCourse course = new CarryCourse(rig, new Random(seed), FEE);
        List<byte[]> states = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            course.step();
            if (step % CHECK_EVERY == 0) {
                check(rig, course, seed);
            }
            if (step % 97 == 0) {
                states.add(rig.books.state());
            }
        }
        course.end();
        check(rig, course, seed);
        for (String account : rig.books.accounts().names()) {
            assertThat(rig.balance(account, Bucket.IMMATURE) + rig.balance(account, Bucket.PAYING))
                    .as("%s, seed %d", account, seed)
                    .isZero();
        }
        byte[] end = rig.books.state();
        assertThat(rig.replayed().state()).as("seed %d", seed).isEqualTo(end);
        for (byte[] state : states) {
            assertThat(rig.restored(state).state()).as("seed %d", seed).isEqualTo(end);
        }
        return course;
    }

    private static void check(AccountingRig rig, CarryCourse course, long seed) {
        long pool = 0;
        for (int account = 0; account < rig.books.accounts().size(); account++) {
            if (account == AccountTable.CHAIN) {
                continue;
            }
            String name = rig.books.accounts().name(account);
            long payable = rig.balance(name, Bucket.PAYABLE);
            long held = rig.balance(name, Bucket.PAYING);
            pool += payable + held;
            if (account >= AccountTable.FIRST_MINER) {
                long paid = rig.balance(name, Bucket.PAID);
                long advance = rig.books.carries().advance(account);
                assertThat(paid).as("%s, seed %d", name, seed).isEqualTo(course.received.getOrDefault(name, 0L));
                assertThat(held)
                        .as("%s, seed %d", name, seed)
                        .isEqualTo(rig.books.carries().held(account));
                assertThat(payable + held + paid - advance)
                        .as("%s, seed %d", name, seed)
                        .isEqualTo(course.earned.getOrDefault(name, 0L));
                assertThat(advance == 0 || payable == 0)
                        .as("%s, seed %d", name, seed)
                        .isTrue();
            }
        }
        assertThat(pool).as("what the pool has and owes, seed %d", seed).isEqualTo(course.poolReceived);
    }
}
