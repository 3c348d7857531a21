package io.otedama.bench.attack;

import io.otedama.bench.load.LoadPlan;
import io.otedama.bench.load.LoadRun;
import io.otedama.bench.load.Measurement;
import io.otedama.bench.load.Pace;
import io.otedama.bench.load.ShareMix;
import io.otedama.bench.load.Tally;
import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.pow.ProofOfWorks;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Miners that keep to the rules, with V1 and V2, at a fixed rate: each share is due at a moment of its own, whether or not
 * the pool keeps up. Used by one thread, which waits meanwhile.
 */
final class HonestMiners implements AutoCloseable {
    private static final int DEPTH = 4;
    private static final int RAMP_PER_SECOND = 500;
    private static final int CONNECT_SECONDS = 30;

    /** One run for each protocol, with its part of the rate. */
    private record Party(LoadRun run, Pace pace) {}

    private final List<Party> parties = new ArrayList<>();

    /**
     * @param seconds that they will mine: shares are found beforehand
     */
    HonestMiners(Victim victim, HonestPlan plan, double seconds) {
        int v2 = victim.sv2() == null ? 0 : plan.v2();
        double perMiner = (double) plan.sharesPerSecond() / (plan.v1() + v2);
        int premine = (int) Math.ceil(perMiner * seconds);
        parties.add(party(victim.stratum(), plan.v1(), 0, null, perMiner, premine));
        if (victim.sv2() != null && v2 > 0) {
            Sv2Terms terms = new Sv2Terms(true, false, null);
            parties.add(party(victim.sv2(), v2, plan.v1(), terms, perMiner, premine));
        }
    }

    private static Party party(
            InetSocketAddress server, int miners, int first, @Nullable Sv2Terms sv2, double perMiner, int premine) {
        LoadPlan plan = new LoadPlan(
                server,
                miners,
                0,
                RAMP_PER_SECOND,
                DEPTH,
                ShareMix.onlyGood(),
                premine,
                false,
                1,
                0,
                List.of(),
                (sv2 == null ? "honest-v1.{n}" : "honest-v2.{n}"),
                "x",
                ProofOfWorks.byName("sha256d"),
                sv2,
                CONNECT_SECONDS);
        return new Party(
                new LoadRun(plan, miner -> AttackAddresses.honest(first + miner)), new Pace(perMiner * miners));
    }

    /** Returns when all have work and shares to send. */
    void connect() {
        for (Party party : parties) {
            party.run().connect();
            party.run().premine();
        }
    }

    /** Mines for so long; returns when the last answer has come, or will not come. */
    HonestPhase mine(double seconds) {
        List<CompletableFuture<Measurement>> measuring = parties.stream()
                .map(party -> CompletableFuture.supplyAsync(
                        () -> party.run().measure(party.pace(), seconds), HonestMiners::onThread))
                .toList();
        Tally tally = new Tally();
        double longest = 0;
        for (CompletableFuture<Measurement> one : measuring) {
            Measurement measured = one.join();
            tally.add(measured.tally());
            longest = Math.max(longest, measured.seconds());
        }
        Tally rest = new Tally();
        int unanswered = 0;
        for (Party party : parties) {
            LoadRun.Rest end = party.run().drainCounted();
            rest.add(end.tally());
            unanswered += end.unanswered();
        }
        return new HonestPhase(longest, tally, rest, unanswered);
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "honest");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        parties.forEach(party -> party.run().close());
    }
}
