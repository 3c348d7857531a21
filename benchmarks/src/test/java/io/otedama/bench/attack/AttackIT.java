package io.otedama.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every attack for about a second. Asks for what must hold on any machine: no honest share is lost, wronged or answered twice,
 * no honest miner is sent away, nothing leaks, attackers end where the pool promises it. Times are printed and not judged.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final HonestPlan HONEST = new HonestPlan(6, 3, 120);
    private static final AttackLimits LIMITS = new AttackLimits(16, 400, 16_000, 8_000_000);
    private static final double QUIET_SECONDS = 0.3;
    private static final double SECONDS = 0.7;
    private static final double SLOW_SECONDS = 2.2;
    private static final long SEED = System.nanoTime();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MOST_HEAP_GROWTH_BYTES = 64L << 20;

    private final List<AttackRow> rows = new ArrayList<>();
    private AttackPool pool;
    private AttackSession session;

    static List<String> attacks() {
        return Attacks.all().stream().map(Attack::name).toList();
    }

    @BeforeAll
    void startAPool() throws Exception {
        System.out.println("seed " + SEED);
        pool = new AttackPool();
        session = new AttackSession(pool.victim(), HONEST, LIMITS, QUIET_SECONDS, SECONDS, SEED);
        session.warmUp(0.5);
    }

    @AfterAll
    void printTheTable() {
        pool.close();
        System.out.print(AttackTable.of(rows));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void honestMinersLoseNothing(String name) {
        Attack attack = Attacks.named(List.of(name)).get(0);
        boolean slow = name.equals("slow-handshakes") || name.equals("slow-readers");
        AttackRow row = session.run(attack, slow ? SLOW_SECONDS : SECONDS, this::onlyTheHonestAreLeft);
        rows.add(row);
        AttackRow.Outcome outcome = row.outcome();
        assertThat(outcome).isNotNull();

        assertThat(outcome.quiet().isFlawless())
                .as("quiet: %s", outcome.quiet().toMap())
                .isTrue();
        assertThat(outcome.under().isFlawless())
                .as("attacked: %s", outcome.under().toMap())
                .isTrue();
        assertThat(outcome.under().tally().accepted()).isPositive();
        assertThat(outcome.heap().growthBytes()).isLessThan(MOST_HEAP_GROWTH_BYTES);
        attackersAreTreatedAsPromised(name, outcome.count());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pool.stratum.connections()).isZero());
    }

    private void onlyTheHonestAreLeft() {
        int honest = HONEST.v1() + HONEST.v2();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pool.stratum.connections()).isEqualTo(honest));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                pool.counter("stratum.connections.opened") - pool.counter("stratum.connections.closed"))
                        .isEqualTo(honest));
    }

    @Test
    void theCommandWritesWhatItFoundAndSkipsWhatHasNoPort(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();
        Path json = directory.resolve("attack.json");
        String line = "--server 127.0.0.1:" + pool.stratum.localAddress().getPort()
                + " --only malformed-json,http-flood --seconds 0.3 --quiet 0.3 --warmup 0.1 --honest 3 --rate 50"
                + " --attackers 4 --messages 2000 --json " + json;
        int code = new CommandLine(new AttackCommand())
                .setOut(new PrintWriter(out, true))
                .execute(line.split(" ", -1));

        assertThat(code).isIn(0, AttackCommand.NOT_HELD);
        assertThat(out.toString()).contains("malformed-json ").contains("http-flood         skipped");
        JsonNode rows =
                new ObjectMapper().readTree(json.toFile()).path("numbers").path("attacks");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("under").path("unheard").asInt(-1)).isZero();
        assertThat(rows.get(0).path("attackers").path("ended").asInt()).isPositive();
    }

    private static void attackersAreTreatedAsPromised(String name, AttackCount count) {
        assertThat(count.attempts()).as("attempts").isPositive();
        assertThat(count.attempts())
                .as("every connection is accounted for")
                .isGreaterThanOrEqualTo(count.failed() + count.refused() + count.ended() + count.left() + count.open());
        boolean silent = name.equals("connect-flood") || name.equals("connection-hoard");
        assertThat(count.messages() > 0).as("says something").isNotEqualTo(silent);
        if (AttackExpectations.ended().contains(name)) {
            assertThat(count.refused() + count.ended()).as("ended by the pool").isPositive();
        }
        if (AttackExpectations.refused().contains(name)) {
            assertThat(count.refused()).as("refused by the pool").isPositive();
        }
        if (name.equals("connection-hoard")) {
            assertThat(count.refused())
                    .isGreaterThanOrEqualTo(LIMITS.connections() - AttackPool.CONNECTIONS_PER_ADDRESS);
        }
        if (name.equals("ban-evasion")) {
            assertThat(count.toMap().get("addresses")).isEqualTo(count.attempts());
        }
        if (name.equals("duplicate-storm")) {
            // one good share per job: the guard sends another, and lets a dropped worker come again until it is banned
            assertThat(count.accepted()).isPositive();
            assertThat(count.rejected()).isGreaterThan(count.accepted());
        }
    }
}
