package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JobSubsidiesTest {
    private static final int BITS = NetworkBits.ofWork(1000);

    private final JobSubsidies subsidies = new JobSubsidies();

    @Test
    void everyJobKeepsItsOwn() {
        long[] of = {0, 50, 50, 25, 25, 50, 25};
        for (int job = 1; job < of.length; job++) {
            subsidies.onJob(job, of[job]);
        }
        for (int job = 1; job < of.length; job++) {
            assertThat(subsidies.of(job)).as("job %d", job).isEqualTo(of[job]);
        }
        assertThat(subsidies.of(100)).isEqualTo(25);
    }

    @Test
    void changesBeyondTheLimitLeaveFromTheOldestOn() {
        for (int job = 1; job <= JobSubsidies.MAX_CHANGES + 1; job++) {
            subsidies.onJob(job, 100 + job);
        }
        assertThat(subsidies.of(2)).isEqualTo(102);
        assertThat(subsidies.of(1)).as("forgotten: that of the oldest known").isEqualTo(102);
    }

    @Test
    void jobNumbersThatBeginAgainForgetTheStartBefore() {
        assertThat(subsidies.of(1)).isZero();
        subsidies.onJob(1, 50);
        subsidies.onJob(2, 25);
        subsidies.onJob(1, 25);
        assertThat(subsidies.of(1)).isEqualTo(25);
    }

    @Test
    void aShareThatArrivesAfterTheFirstJobWithTheHalvedSubsidyIsPaidByItsOwnJob() {
        AccountingRig rig = new AccountingRig();
        rig.terms("pps:reserve=1000000000");
        rig.job(BITS, 200_000);
        rig.share("A", 10);
        rig.job(BITS, 100_000);
        rig.lateShare("A", BigInteger.TEN);
        byte[] state = rig.books.state();
        rig.lateShare("B", BigInteger.TEN);
        rig.share("B", 10);
        rig.job(BITS, 100_000);
        rig.lateShare("C", BigInteger.TEN);
        rig.job(BITS, 100_000);
        assertThat(rig.balance("A", Bucket.PAYABLE)).isEqualTo(4_000);
        assertThat(rig.balance("B", Bucket.PAYABLE)).isEqualTo(3_000);
        assertThat(rig.balance("C", Bucket.PAYABLE)).isEqualTo(2_000);
        assertThat(rig.restored(state).state()).isEqualTo(rig.books.state());
    }
}
