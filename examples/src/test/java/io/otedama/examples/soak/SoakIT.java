package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.chain.Difficulty;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.FollowerConfig;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.session.PoissonVardiff;
import io.otedama.session.VardiffConfig;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A hundred connections of every kind against a whole pool for a while; afterwards every request was answered once, the ledger
 * says what the miners say, newcomers are served, and nothing is left behind.
 *
 * <p>{@code -Dotedama.soak.seconds=N} makes it longer, {@code -Dotedama.soak.seed=N} repeats the choices of a run.
 */
class SoakIT {
    private static final int SECONDS = Integer.getInteger("otedama.soak.seconds", 20);
    private static final int MAX_SECONDS = 24 * 3600;
    private static final long SEED = Long.getLong("otedama.soak.seed", System.nanoTime());
    private static final int SETTLE_SECONDS = 60;
    private static final int FRESH_SECONDS = 30;

    /** How much longer an overloaded machine may take to have seen everything once. */
    private static final int EXTRA_SECONDS = 120;

    /** 2^18 expected hashes per block. */
    private static final int BITS = 0x1e3fffff;

    private static final Duration BLOCK_INTERVAL = Duration.ofSeconds(3);
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    /** Small enough to be handed out more than once in a long run: 4 + 12 bits. */
    private static final ExtranonceLayout EXTRANONCE = new ExtranonceLayout(2, 8, 4, 5);

    private static final StratumLimits LIMITS = StratumLimits.builder()
            .maxRequestsPerSecond(300)
            .requestBurst(300)
            .maxOutboundBytes(65_536)
            .holdOutboundBytes(16_384)
            .slowConsumerMillis(3_000)
            .handshakeMillis(5_000)
            .idleMillis(8_000)
            .build();

    /** What a soak has moved in any case: the limits, and each reason to refuse a share that the cheats give. */
    private static final Set<String> MOVING = Set.of(
            "stratum.connections.slow",
            "stratum.requests.malformed",
            "stratum.connections.timeout",
            "shares.stale",
            "shares.duplicate",
            "shares.low_difficulty",
            "shares.job_not_found",
            "shares.unauthorized",
            "shares.bad_extranonce2",
            "shares.bad_version_bits",
            "shares.time_too_new",
            "shares.time_too_old");

    private static final AuthorityKeyPair AUTHORITY = AuthorityKeyPair.generate(new SecureRandom());

    private final List<String> poolErrors = new CopyOnWriteArrayList<>();

    @Test
    void everythingIsAnsweredCreditedAndReleased() throws Exception {
        System.err.printf("soak of %d s, seed %d%n", SECONDS, SEED);
        soak(1, false); // loads classes and fills caches
        Resources before = Resources.now();
        try (LeakWatch leaks = new LeakWatch()) {
            soak(Math.min(SECONDS, MAX_SECONDS), true);
            leaks.check();
        }
        System.err.printf("before: %s%n", before);
        Resources.awaitBackAt(before);
        System.err.printf("after:  %s%n", Resources.now());
    }

    private void soak(int seconds, boolean checked) throws Exception {
        RegtestChain chain = RegtestChain.builder()
                .bits(BITS)
                .transactionsPerBlock(7)
                .seed(SEED)
                .build();
        InMemoryJournal journal = new InMemoryJournal(64 + seconds);
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .sendBufferBytes(4_096)
                .sv2(Sv2Config.of(AUTHORITY))
                .limits(LIMITS)
                .build());
        try (RegtestServer node = RegtestServer.start(chain)) {
            Pool pool = pool(node, stratum, journal);
            try (pool) {
                pool.start();
                try (BlockMaker blocks = new BlockMaker(chain, BLOCK_INTERVAL)) {
                    soak(pool, stratum, journal, seconds, checked);
                    if (checked) {
                        assertThat(blocks.blocks()).as("blocks of others").isPositive();
                    }
                }
            }
            assertThat(pool.state()).isEqualTo(PoolState.STOPPED);
            assertThat(poolErrors).isEmpty();
        }
    }

    private Pool pool(RegtestServer node, StratumServer stratum, InMemoryJournal journal) {
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(ADDRESS)
                .frontEnd(stratum)
                .journal(journal)
                .extranonce(EXTRANONCE)
                .follower(new FollowerConfig(Duration.ofSeconds(1)))
                .vardiff(new PoissonVardiff(new VardiffConfig(VardiffConfig.MIN_INTERVAL, Difficulty.of("3.7e-9"))))
                .errorHandler((where, error, fatal) -> poolErrors.add(where + ": " + error))
                .build();
    }

    private void soak(Pool pool, StratumServer stratum, InMemoryJournal journal, int seconds, boolean checked)
            throws Exception {
        int port = stratum.localAddress().getPort();
        long most = seconds + EXTRA_SECONDS + 4L * SETTLE_SECONDS;
        Swarm swarm = new Swarm(stratum.localAddress(), SEED, most, TimeUnit.SECONDS);
        Tally fresh;
        V2Team team = new V2Team();
        try (swarm) {
            Crowd.join(swarm);
            swarm.start();
            team.start(port, AUTHORITY.publicKey());
            assertThat(swarm.awaitSettled(seconds, TimeUnit.SECONDS)).isFalse();
            if (checked) {
                await().atMost(Duration.ofSeconds(EXTRA_SECONDS))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(notSeen(pool.snapshot()))
                                .as("not seen yet")
                                .isEmpty());
            }
            team.settle();
            swarm.settle();
            boolean settled = swarm.awaitSettled(SETTLE_SECONDS, TimeUnit.SECONDS);
            assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
            fresh = FreshMiner.mineOne(port, FRESH_SECONDS);
            assertThat(settled).as("every request was answered").isTrue();
        }
        await().atMost(Duration.ofSeconds(SETTLE_SECONDS))
                .until(() -> stratum.connections() == 0 && pool.snapshot().connections() == 0);
        await().atMost(Duration.ofSeconds(SETTLE_SECONDS))
                .until(() -> pool.snapshot().blocks().stream().noneMatch(b -> b.status() == Status.FOUND));
        report(swarm, pool.snapshot());
        assertThat(swarm.violations()).isEmpty();
        if (checked) {
            checkLedger(swarm, team, fresh, journal, pool.snapshot());
            checkLimits(swarm, pool.snapshot());
        }
    }

    /** Names of what must have happened once and has not. */
    private static List<String> notSeen(PoolSnapshot snapshot) {
        List<String> missing = new ArrayList<>(MOVING);
        missing.removeIf(name -> snapshot.counters().get(name) > 0);
        if (snapshot.blocks().isEmpty()) {
            missing.add("a block");
        }
        snapshot.workers().stream()
                .filter(worker -> worker.acceptedShares() == 0 && Crowd.mustBeCredited(worker.name()))
                .forEach(worker -> missing.add("a share of " + worker.name()));
        return missing;
    }

    private static void checkLedger(
            Swarm swarm, V2Team team, Tally fresh, InMemoryJournal journal, PoolSnapshot snapshot) {
        Audit audit = Audit.of(journal);
        audit.check(snapshot);
        audit.check(FreshMiner.name(), fresh);
        for (Peer peer : swarm.peers()) {
            audit.check(peer.name, peer.tally);
            if (peer.stays()) {
                assertThat(peer.tally.uncertain).as(peer.name).isZero();
                assertThat(peer.tally.opened).as(peer.name).isOne();
            }
            if (Crowd.mustBeCredited(peer.name)) {
                assertThat(peer.tally.accepted).as("shares of %s", peer.name).isPositive();
            }
        }
        team.check(audit);
        audit.checkNobodyElse();
        assertThat(snapshot.blocks()).as("blocks of the pool").isNotEmpty();
    }

    private static void checkLimits(Swarm swarm, PoolSnapshot snapshot) {
        Map<String, Long> counters = snapshot.counters();
        assertThat(MOVING).allSatisfy(name -> assertThat(counters.get(name)).isPositive());
        assertThat(counters.get("stratum.connections.refused")).isZero();
        assertThat(counters.get("stratum.connections.opened")).isEqualTo(counters.get("stratum.connections.closed"));
        Map<String, Tally> kinds = byKind(swarm);
        // the slow ones do not listen any more; that the pool closed them its own counter says
        for (String kind : List.of("garbage", "silent", "half", "drip", "idle")) {
            assertThat(kinds.get(kind).closedByPool)
                    .as("%s closed by the pool", kind)
                    .isPositive();
        }
    }

    private static Map<String, Tally> byKind(Swarm swarm) {
        Map<String, Tally> kinds = new TreeMap<>();
        for (Peer peer : swarm.peers()) {
            String kind = peer.name.substring(0, peer.name.indexOf('.'));
            kinds.computeIfAbsent(kind, k -> new Tally()).add(peer.tally);
        }
        return kinds;
    }

    private static void report(Swarm swarm, PoolSnapshot snapshot) {
        byKind(swarm).forEach((kind, tally) -> System.err.printf("%-16s %s%n", kind, tally));
        System.err.printf(
                "pool: %d shares, work %s, %d blocks, longest pause of the swarm %d ms%n%s%n%s%n",
                snapshot.creditedShares(),
                snapshot.creditedWork(),
                snapshot.blocks().size(),
                swarm.longestPauseMs(),
                snapshot.latencies(),
                new TreeMap<>(snapshot.counters()));
        swarm.violations().forEach(System.err::println);
    }
}
