package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;

class JmhSmokeIT {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Set<String> all = JmhSmoke.select(List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new JmhSmoke(System.out).run(List.of())).isEqualTo(all);
    }
}
