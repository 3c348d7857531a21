package io.otedama.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.bench.load.Tally;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackTableTest {
    private static final long MILLI = 1_000_000;
    private static final AttackRow.Machine MACHINE = new AttackRow.Machine(0, 0, 0, 0);

    private static HonestPhase phase(double seconds, int unanswered, long... latenciesNs) {
        Tally tally = new Tally();
        for (long latency : latenciesNs) {
            tally.latency().recordValue(latency);
        }
        return new HonestPhase(seconds, tally, new Tally(), unanswered);
    }

    @Test
    void aPoolThatIsTenTimesAsSlowStillHolds() {
        AttackRow.Heap heap = new AttackRow.Heap(1 << 20, 2 << 20, 1 << 20, 0);
        HonestPhase quiet = phase(1, 0, MILLI);
        assertThat(new AttackRow.Outcome(quiet, phase(1, 0, 9 * MILLI), new AttackCount(), heap, MACHINE).latency())
                .isBetween(8.9, 9.1);
        assertThat(new AttackRow.Outcome(quiet, phase(1, 1, MILLI), new AttackCount(), heap, MACHINE).isGood())
                .as("a share without an answer")
                .isFalse();
    }

    @Test
    void whatWasNotTriedIsSaid() {
        AttackRow row = new AttackRow("http-flood", "requests", null);
        assertThat(row.verdict()).isEqualTo("skipped");
        assertThat(AttackTable.of(List.of(row)).lines().toList().get(1))
                .startsWith("http-flood")
                .endsWith("skipped: the pool has no such port");
    }

    @Test
    void aHistogramEndsWithItsTotal() {
        String text =
                " num     #instances         #bytes  class name\n   1:   5   400  [B\nTotal            96        123456\n";
        assertThat(ServerHeap.totalBytes(text)).isEqualTo(123_456);
        assertThat(ServerHeap.totalBytes("no such process")).isEqualTo(ServerHeap.UNKNOWN);
    }

    @Test
    void aPoolTellsWhereItListens() {
        String output = "stratum: listening on 127.0.0.1:3333\nsv2: listening on 127.0.0.1:3336 authority=9bX\n";
        assertThat(VictimProcess.announced(output, "stratum")).isEqualTo(new InetSocketAddress("127.0.0.1", 3333));
        assertThat(VictimProcess.announced(output, "sv2")).isEqualTo(new InetSocketAddress("127.0.0.1", 3336));
        assertThat(VictimProcess.announced(output, "http")).isNull();
    }

    @Test
    void settingsAreThoseOfAnyOperatorAndWhatIsAdded() {
        assertThat(VictimSettings.yaml("http://u:p@127.0.0.1:1", Path.of("data"), List.of("guard:", "  exempt: []")))
                .contains("  - \"http://u:p@127.0.0.1:1\"\n", "sv2: 127.0.0.1:0\n", "guard:\n  exempt: []\n");
    }
}
