package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.job.Job;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.testkit.VirtualClock;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a miner says of its speed, its easiest target and its versions, as Stratum V2 lets it. */
class NominalHashrateTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private int versionMask = SessionTerms.BIP320_MASK;
    private int redifficulties;
    private long jobNumber;

    private MinerSession session(VardiffPolicy policy) {
        SessionTerms terms = new SessionTerms(
                policy,
                1,
                Difficulty.of("0.001"),
                Difficulty.MAX,
                versionMask,
                4,
                8,
                MinerAuthenticator.everybody(),
                new WorkerTable(3),
                clock,
                () -> redifficulties++);
        return new MinerSession(
                new MinerConnection() {
                    @Override
                    public void onVerdict(long token, ShareVerdict verdict) {}

                    @Override
                    public void onVerdictsDelivered() {}
                },
                1,
                terms);
    }

    private static PoissonVardiff everyMinute() {
        return new PoissonVardiff(VardiffConfig.defaults().withInterval(Duration.ofMinutes(1)));
    }

    private Job job(int bits) {
        return Job.builder()
                .number(++jobNumber)
                .header(0x20000000, Hash256.ZERO, bits, 100)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[1], new byte[1])))
                .solutions(s -> {})
                .build();
    }

    private @Nullable ShareTarget assigned(MinerSession session, int bits) {
        session.assign(job(bits));
        return session.currentTarget();
    }

    @Test
    void theStartFitsTheSpeed() {
        MinerSession s = session(everyMinute());
        s.nominalHashrate(BigInteger.valueOf(100_000_000_000_000L)); // 6e15 hashes a minute, 2^32 each for difficulty 1
        assertThat(assigned(s, 0x18013ce9).difficulty()).isEqualTo(Difficulty.of("1.39E+6"));
    }

    @Test
    void aPolicyWithoutARateIgnoresTheSpeed() {
        MinerSession s = session(new StaticVardiff(Difficulty.of(16)));
        s.nominalHashrate(BigInteger.TEN.pow(14));
        assertThat(assigned(s, 0x18013ce9).difficulty()).isEqualTo(Difficulty.of(16));
    }

    @Test
    void noTargetIsEasierThanTheMinerTakes() {
        MinerSession s = session(new StaticVardiff(Difficulty.of(16)));
        Target easiest = Target.ofHex("00000000000346dc5d63886594af4f0d844d013a92a305532617c1bda5119ce0");
        s.easiestTarget(easiest);
        ShareTarget target = assigned(s, 0x18013ce9);
        assertThat(target.target()).isLessThanOrEqualTo(easiest);
        assertThat(target.difficulty()).isEqualTo(Difficulty.of("20000"));
    }

    @Test
    void anEasierWishReplacesTheFormerOne() {
        MinerSession s = session(new StaticVardiff(Difficulty.of(16)));
        s.easiestTarget(Difficulty.of(500).toTarget(1));
        assertThat(assigned(s, 0x18013ce9).difficulty()).isEqualTo(Difficulty.of(500));
        s.easiestTarget(Target.MAX);
        assertThat(redifficulties).isEqualTo(1);
        assertThat(assigned(s, 0x18013ce9).difficulty()).isEqualTo(Difficulty.of(16));
    }

    @Test
    void theNetworkStaysTheHardest() {
        MinerSession s = session(new StaticVardiff(Difficulty.of(16)));
        s.easiestTarget(Target.DIFFICULTY_1);
        ShareTarget target = assigned(s, 0x207fffff);
        assertThat(target.target()).isGreaterThanOrEqualTo(Target.ofCompact(0x207fffff));
    }

    @Test
    void versionRollingIsAllThatBip323LeavesOrNothing() {
        MinerSession s = session(everyMinute());
        assertThat(s.allowVersionRolling()).isTrue();
        assertThat(s.versionMask()).isEqualTo(0x1fffffe0);
        versionMask = 0;
        MinerSession fixed = session(everyMinute());
        assertThat(fixed.allowVersionRolling()).isFalse();
        assertThat(fixed.versionMask()).isZero();
    }
}
