package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.chain.Difficulty;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator speaks Stratum V2 with a real server over loopback sockets. */
@Timeout(120)
class Sv2LoadRunIT {
    /** One hash in sixteen is a share. */
    private static final Difficulty SOME_HASHES = Difficulty.of("0.0000000037252902984619140625");

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void everyShareOfASaturatingRunIsAcceptedAndCounted(boolean extended, boolean plain) {
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            Sv2Terms terms = new Sv2Terms(extended, plain, plain ? null : pool.authority());
            try (LoadRun run = new LoadRun(pool.plan(20, 4, ShareMix.onlyGood(), 0, terms))) {
                assertThat(run.connect().connections()).isEqualTo(20);
                Measurement measured = run.measure(Pace.MAX, 0.5);
                assertThat(run.drain()).isZero();

                assertThat(measured.accepted()).isGreaterThan(100);
                assertThat(measured.tally().lost + measured.tally().disconnects).isZero();
                assertThat(measured.latency().getTotalCount()).isGreaterThanOrEqualTo(measured.accepted());
                assertThat(pool.pool.snapshot().creditedShares()).isGreaterThanOrEqualTo(measured.accepted());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKindOfShareGetsTheVerdictThatItDeserves(boolean extended) {
        ShareMix mix = ShareMix.parse("good=6,low=1,duplicate=1,stale=1,malformed=1");
        try (TestPool pool = new TestPool(SOME_HASHES);
                LoadRun run = new LoadRun(pool.plan(10, 2, mix, 50, new Sv2Terms(extended, false, null)))) {
            run.connect();
            run.premine();
            Tally tally = run.measure(new Pace(2_000), 1).tally();
            assertThat(run.drain()).isZero();

            assertThat(tally.example).isEmpty();
            assertThat(tally.unexpected).isZero();
            assertThat(tally.accepted()).isPositive();
            assertThat(tally.answered[SubmitReply.LOW_DIFFICULTY]).isPositive();
            assertThat(tally.answered[SubmitReply.DUPLICATE_SHARE]).isPositive();
            assertThat(tally.answered[SubmitReply.JOB_NOT_FOUND]).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNewBlockIsTimedFromTheFirstConnectionToTheLast(boolean extended) {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run =
                        new LoadRun(pool.plan(30, 1, ShareMix.onlyGood(), 0, new Sv2Terms(extended, false, null)))) {
            run.connect();
            run.measure(Pace.NONE, 0.05);
            assertThat(run.fanoutsNs()).isEmpty();
            pool.node.pushBlock(2, 1);
            run.measure(Pace.MAX, 0.5);
            assertThat(run.fanoutsNs())
                    .singleElement()
                    .satisfies(ns -> assertThat(ns).isPositive());
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotLoaded() {
        Sv2Terms terms = new Sv2Terms(
                false, false, AuthorityKeyPair.generate(new SecureRandom()).publicKey());
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            LoadPlan plan = pool.plan(2, 1, ShareMix.onlyGood(), 0, terms, 1);
            try (LoadRun run = new LoadRun(plan)) {
                assertThatThrownBy(run::connect).hasMessageContaining("handshake: ");
            }
        }
    }
}
