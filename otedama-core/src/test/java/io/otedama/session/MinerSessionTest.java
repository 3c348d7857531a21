package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 1, 4, 6 and 18 as one session keeps them, in virtual time. */
class MinerSessionTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final WorkerTable workers = new WorkerTable(3);
    private Difficulty floor = Difficulty.of("0.001");
    private Difficulty ceiling = Difficulty.of(100_000);
    private int redifficulties;
    private long jobNumber;

    private MinerSession session() {
        SessionTerms terms = new SessionTerms(
                new StaticVardiff(Difficulty.of(16)),
                1,
                floor,
                ceiling,
                SessionTerms.BIP320_MASK,
                4,
                8,
                MinerAuthenticator.everybody(),
                workers,
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

    private Job job(int bits) {
        return Job.builder()
                .number(++jobNumber)
                .header(0x20000000, Hash256.ZERO, bits, 100)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[1], new byte[1])))
                .solutions(s -> {})
                .build();
    }

    private Job job() {
        return job(0x18013ce9); // difficulty 8.88e11
    }

    private static Difficulty inForce(MinerSession s) {
        return s.currentTarget().difficulty();
    }

    @Test
    void rule01_theReplyIsTheIntersectionAndTheFormerMaskHoldsForAWhile() {
        MinerSession s = session();
        assertThat(s.versionMask()).isZero();
        assertThat(s.maskFor(0x2000)).isZero();
        assertThat(s.negotiateVersionMask(0xffffffff)).isEqualTo(0x1fffe000);
        assertThat(s.negotiateVersionMask(0x18000000)).isEqualTo(0x18000000);
        assertThat(s.maskFor(0x08000000)).isEqualTo(0x18000000);
        assertThat(s.maskFor(0x00002000)).as("under the former mask").isEqualTo(0x1fffe000);
        assertThat(s.maskFor(0x00001000)).as("under none").isEqualTo(0x18000000);
        clock.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(s.maskFor(0x00002000)).isEqualTo(0x1fffe000);
        clock.advance(Duration.ofNanos(1));
        assertThat(s.maskFor(0x00002000)).isEqualTo(0x18000000);
        assertThat(s.negotiateVersionMask(0x00000fff)).as("nothing in common").isZero();
    }

    @Test
    void rule01_aMaskNeverHasHoles() {
        assertThat(session().negotiateVersionMask(0x1554e000)).isEqualTo(0x0000e000);
        assertThat(session().negotiateVersionMask(0x18030000))
                .as("of equal runs the upper one")
                .isEqualTo(0x18000000);
    }

    @Test
    void rule06_severalChangesEachKeepTheirJobs() {
        MinerSession s = session();
        Job first = job();
        assertThat(s.assign(first)).isTrue();
        s.suggestDifficulty(Difficulty.of(64));
        assertThat(s.hasPendingDifficulty()).isTrue();
        assertThat(inForce(s)).as("only the next job changes it").isEqualTo(Difficulty.of(16));
        Job second = job();
        assertThat(s.assign(second)).isTrue();
        s.suggestDifficulty(Difficulty.of(32));
        Job third = job();
        assertThat(s.assign(third)).isTrue();
        assertThat(s.targetFor(first.number())).isEqualTo(ShareTarget.of(Difficulty.of(16), 1));
        assertThat(s.targetFor(second.number())).isEqualTo(ShareTarget.of(Difficulty.of(64), 1));
        assertThat(s.targetFor(third.number())).isEqualTo(ShareTarget.of(Difficulty.of(32), 1));
        assertThat(s.targetFor(first.number() - 1)).isNull();
        assertThat(redifficulties).isEqualTo(2);
    }

    @Test
    void rule04_aJobThatGoesOutAgainKeepsItsMeaning() {
        MinerSession s = session();
        Job job = job();
        s.assign(job);
        s.suggestDifficulty(Difficulty.of(64));
        assertThat(s.assign(job)).isFalse();
        assertThat(s.targetFor(job.number())).isEqualTo(ShareTarget.of(Difficulty.of(16), 1));
        assertThat(s.hasPendingDifficulty()).isTrue();
        assertThat(s.assign(job())).isTrue();
        assertThat(inForce(s)).isEqualTo(Difficulty.of(64));
    }

    @Test
    void rule18_floorCeilingAndNetworkAlwaysHold() {
        MinerSession s = session();
        s.authorize("a", "d=0.0000001");
        s.assign(job());
        assertThat(inForce(s)).isEqualTo(floor);
        s.authorize("b", "d=1e20");
        s.assign(job());
        assertThat(inForce(s)).isEqualTo(ceiling);
        s.assign(job(0x1d00ffff));
        assertThat(inForce(s)).as("never above the network").isEqualTo(Difficulty.ONE);
        Job easy = job(0x207fffff);
        s.assign(easy);
        assertThat(s.currentTarget().target())
                .as("below the floor, but a block must be a share")
                .isGreaterThanOrEqualTo(easy.networkTarget());
    }

    @Test
    void rule18_passwordBeatsSuggestionBeatsMemoryBeatsStart() {
        MinerSession first = session();
        Worker worker = first.authorize("rig", "x");
        first.assign(job());
        assertThat(inForce(first)).isEqualTo(Difficulty.of(16));
        worker.rememberDifficulty(Difficulty.of(512), clock.epochMillis());

        MinerSession again = session();
        again.authorize("rig", "x");
        again.assign(job());
        assertThat(inForce(again)).as("remembered").isEqualTo(Difficulty.of(512));

        MinerSession suggesting = session();
        suggesting.suggestDifficulty(Difficulty.of(128));
        suggesting.authorize("rig", "x");
        suggesting.assign(job());
        assertThat(inForce(suggesting)).isEqualTo(Difficulty.of(128));

        MinerSession fixed = session();
        fixed.suggestDifficulty(Difficulty.of(128));
        fixed.authorize("rig", "d=7");
        fixed.suggestDifficulty(Difficulty.of(99));
        fixed.assign(job());
        assertThat(inForce(fixed)).isEqualTo(Difficulty.of(7));
        fixed.minimumDifficulty(Difficulty.of(20));
        fixed.assign(job());
        assertThat(inForce(fixed)).as("minimum-difficulty lifts even d=").isEqualTo(Difficulty.of(20));

        clock.advance(Duration.ofMillis(Worker.REMEMBER_MILLIS + 1));
        MinerSession late = session();
        late.authorize("rig", "x");
        late.assign(job());
        assertThat(inForce(late)).as("forgotten after a while").isEqualTo(Difficulty.of(16));
    }

    @Test
    void rule18_theOperatorsWordIsTheStrongestButForTheBounds() {
        MinerSession s = session();
        Worker worker = s.authorize("rig", "d=32");
        s.assign(job());
        assertThat(inForce(s)).as("the miner's own").isEqualTo(Difficulty.of(32));

        worker.fixDifficulty(Difficulty.of(4));
        s.onTick();
        assertThat(redifficulties).as("a job is asked for").isEqualTo(1);
        assertThat(inForce(s)).as("until the next job").isEqualTo(Difficulty.of(32));
        s.assign(job());
        assertThat(inForce(s)).isEqualTo(Difficulty.of(4));

        worker.fixDifficulty(Difficulty.of(1_000_000));
        s.assign(job());
        assertThat(inForce(s)).as("the pool's ceiling").isEqualTo(ceiling);

        worker.fixDifficulty(null);
        s.assign(job());
        assertThat(inForce(s)).as("the miner's own again").isEqualTo(Difficulty.of(32));
    }

    @Test
    void namesAreBoundedAndUnknownOnesLeaveWithTheirLastUse() {
        MinerSession s = session();
        assertThat(s.authorize("", "x")).isNull();
        assertThat(s.authorize("n".repeat(128), "x")).isNull();
        assertThat(s.authorize("caf\u00e9", "x")).isNull();
        Worker longest = s.authorize("n".repeat(127), "x");
        assertThat(longest).isNotNull();
        assertThat(s.authorize("n".repeat(127), "other")).isSameAs(longest);
        s.authorize("b", "x");
        s.authorize("c", "x");
        assertThat(s.authorize("d", "x")).as("the table is full").isNull();
        longest.retain(); // a share is on its way
        s.close();
        s.close();
        assertThat(workers.size()).isEqualTo(1);
        longest.markJournaled(true);
        longest.release();
        assertThat(workers.list()).as("credited for ever").containsExactly(longest);
        assertThat(session().authorize("d", "x")).isNotNull();
    }
}
