package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.testkit.VirtualClock;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rule 18, the part of the port: whose word counts for the difficulty, voice by voice. */
class PortDifficultyTest {
    private static final int EASY_NETWORK = 0x1d00ffff; // difficulty 1
    private static final int HARD_NETWORK = 0x18013ce9; // difficulty 8.88e11

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final WorkerTable workers = new WorkerTable(8);
    private long jobNumber;

    private static Difficulty d(long value) {
        return Difficulty.of(value);
    }

    private MinerSession at(PortDifficulty port) {
        SessionTerms terms = new SessionTerms(
                new StaticVardiff(d(16)),
                1,
                d(2),
                d(100_000),
                SessionTerms.BIP320_MASK,
                4,
                8,
                MinerAuthenticator.everybody(),
                workers,
                clock,
                () -> {});
        return new MinerSession(
                new MinerConnection() {
                    @Override
                    public void onVerdict(long token, ShareVerdict verdict) {}

                    @Override
                    public void onVerdictsDelivered() {}
                },
                1,
                terms,
                port);
    }

    private Difficulty next(MinerSession session) {
        return next(session, HARD_NETWORK);
    }

    private Difficulty next(MinerSession session, int bits) {
        session.assign(Job.builder()
                .number(++jobNumber)
                .header(0x20000000, Hash256.ZERO, bits, 100)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[1], new byte[1])))
                .solutions(s -> {})
                .build());
        return Objects.requireNonNull(session.currentTarget()).difficulty();
    }

    private static PortDifficulty starting(long difficulty) {
        return PortDifficulty.of(new StaticVardiff(d(difficulty)));
    }

    @Test
    void rule18_thePortsStartComesBeforeThePools() {
        assertThat(next(at(PortDifficulty.POOL))).isEqualTo(d(16));
        assertThat(next(at(starting(512)))).isEqualTo(d(512));
    }

    @Test
    void rule18_theLastDifficultyOfTheWorkerComesBeforeThePortsStart() {
        Worker worker = workers.restore(1, "w");
        worker.rememberDifficulty(d(64), clock.epochMillis());
        MinerSession session = at(starting(512));
        session.authorize("w", "x");
        assertThat(next(session)).isEqualTo(d(64));
    }

    @Test
    void rule18_whatTheMinerSuggestsComesBeforeBoth() {
        Worker worker = workers.restore(1, "w");
        worker.rememberDifficulty(d(64), clock.epochMillis());
        MinerSession session = at(starting(512));
        session.authorize("w", "sd=128");
        assertThat(next(session)).isEqualTo(d(128));
        session.suggestDifficulty(d(256));
        assertThat(next(session)).isEqualTo(d(256));
    }

    @Test
    void rule18_thePasswordFixesItAtAPortThatFollowsMiners() {
        MinerSession session = at(starting(512));
        session.authorize("w", "d=32");
        session.suggestDifficulty(d(256));
        assertThat(next(session)).isEqualTo(d(32));
    }

    @Test
    void rule18_aFixedPortListensToNoMiner() {
        Worker worker = workers.restore(1, "w");
        worker.rememberDifficulty(d(64), clock.epochMillis());
        MinerSession session = at(PortDifficulty.fixed(d(1000)));
        session.authorize("w", "d=32,sd=33");
        session.suggestDifficulty(d(256));
        session.nominalHashrate(BigInteger.TEN.pow(15));
        assertThat(next(session)).isEqualTo(d(1000));
        clock.advance(Duration.ofHours(1));
        session.onTick();
        assertThat(session.hasPendingDifficulty()).isFalse();
    }

    @Test
    void rule18_theOperatorsWordForAWorkerComesBeforeThatForAPort() {
        MinerSession session = at(PortDifficulty.fixed(d(1000)).withMinimum(d(500)));
        Worker worker = Objects.requireNonNull(session.authorize("w", "d=32"));
        assertThat(next(session)).isEqualTo(d(1000));
        worker.fixDifficulty(d(7));
        assertThat(next(session)).isEqualTo(d(7));
        worker.fixDifficulty(d(1));
        assertThat(next(session)).as("the pool's minimum").isEqualTo(d(2));
        worker.fixDifficulty(null);
        assertThat(next(session)).isEqualTo(d(1000));
    }

    @Test
    void rule18_thePortsMinimumLiftsEveryWishOfAMiner() {
        MinerSession session = at(starting(512).withMinimum(d(300)));
        assertThat(next(session)).isEqualTo(d(512));
        session.suggestDifficulty(d(8));
        assertThat(next(session)).isEqualTo(d(300));
        session.authorize("w", "d=4");
        assertThat(next(session)).isEqualTo(d(300));
        session.minimumDifficulty(d(900));
        assertThat(next(session)).as("the higher floor").isEqualTo(d(900));
        MinerSession lower = at(starting(1).withMinimum(d(1)));
        assertThat(next(lower)).as("the pool's minimum holds at every port").isEqualTo(d(2));
    }

    @Test
    void rule18_aMinersMinimumLiftsAFixedPort() {
        MinerSession session = at(PortDifficulty.fixed(d(1000)));
        session.minimumDifficulty(d(4000));
        assertThat(next(session)).isEqualTo(d(4000));
    }

    @Test
    void rule18_theNetworkAndThePoolsMaximumAreCeilingsForPortsToo() {
        MinerSession session = at(PortDifficulty.fixed(d(1_000_000)).withMinimum(d(500_000)));
        assertThat(next(session)).isEqualTo(d(100_000));
        assertThat(next(session, EASY_NETWORK)).isEqualTo(d(1));
    }

    @Test
    void rule18_eachPortFollowsItsMinersInItsOwnWay() {
        VardiffConfig config = VardiffConfig.defaults().withStartDifficulty(d(4096));
        MinerSession session = at(PortDifficulty.of(new PoissonVardiff(config)));
        assertThat(next(session)).isEqualTo(d(4096));
        clock.advance(Duration.ofMinutes(10));
        session.onTick();
        assertThat(session.hasPendingDifficulty()).as("idle: gets easier").isTrue();
        MinerSession pools = at(PortDifficulty.POOL);
        next(pools);
        clock.advance(Duration.ofMinutes(10));
        pools.onTick();
        assertThat(pools.hasPendingDifficulty()).isFalse();
    }

    @Test
    void theNominalHashrateIsJudgedByThePortsPolicy() {
        VardiffConfig fast = VardiffConfig.defaults().withInterval(Duration.ofSeconds(1));
        VardiffConfig slow = VardiffConfig.defaults().withInterval(Duration.ofSeconds(10));
        BigInteger speed = BigInteger.valueOf(1L << 40);
        MinerSession often = at(PortDifficulty.of(new PoissonVardiff(fast)));
        MinerSession seldom = at(PortDifficulty.of(new PoissonVardiff(slow)));
        often.nominalHashrate(speed);
        seldom.nominalHashrate(speed);
        ShareTarget easy = ShareTarget.of(next(often), 1);
        assertThat(next(seldom).compareTo(easy.difficulty().scaledBy(new java.math.BigDecimal(9))))
                .isPositive();
    }

    @Test
    void aFixedDifficultyBelowTheMinimumIsAMistake() {
        PortDifficulty fixed = PortDifficulty.fixed(d(10));
        assertThatThrownBy(() -> fixed.withMinimum(d(11))).isInstanceOf(IllegalArgumentException.class);
        assertThat(fixed.withMinimum(d(10)).minimum()).isEqualTo(d(10));
    }
}
