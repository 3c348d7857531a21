package io.otedama.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.otedama.Pool;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape shows, read by a parser that others wrote. */
class PrometheusExpositionTest {
    private static final int WORKERS = 10_000;

    private final PrometheusExposition exposition = new PrometheusExposition("1.2.3");

    @AfterEach
    void close() {
        exposition.close();
    }

    private static Map<String, MetricFamily> parse(String scrape) throws Exception {
        Map<String, MetricFamily> families = new HashMap<>();
        try (ByteArrayInputStream bytes = new ByteArrayInputStream(scrape.getBytes(StandardCharsets.UTF_8))) {
            TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(bytes);
            for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
                assertThat(families.put(family.getName(), family))
                        .as("%s twice", family.getName())
                        .isNull();
            }
        }
        return families;
    }

    private static long series(String scrape) {
        return scrape.lines().filter(line -> !line.startsWith("#")).count();
    }

    private Pool pool(FakeFrontEnd frontEnd) {
        return Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .metrics(exposition.metrics())
                .build();
    }

    @Test
    void aScrapeParsesAndHoldsPoolHealthAndMachine() throws Exception {
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        try (Pool pool = pool(frontEnd)) {
            pool.start();
            exposition.watch(pool::health);
            Map<String, MetricFamily> families = parse(exposition.scrape());
            assertThat(families)
                    .containsKeys(
                            "otedama_shares_total",
                            "otedama_share_latency_seconds",
                            "otedama_journal_flush_latency_seconds",
                            "otedama_pipeline_ring_used",
                            "otedama_component_status",
                            "otedama_component_fact",
                            "otedama_build_info",
                            "jvm_memory_used_bytes",
                            "jvm_threads_live_threads",
                            "process_start_time_seconds");
            Histogram flushes = (Histogram) families.get("otedama_journal_flush_latency_seconds")
                    .getMetrics()
                    .get(0);
            assertThat(flushes.getSampleCount()).as("boot and first job").isPositive();
            assertThat(flushes.getBuckets()).hasSize(MicrometerMetrics.buckets());
            assertThat(value(families, "otedama_pool_health", Map.of("probe", "ready")))
                    .isEqualTo(1);
            assertThat(value(families, "otedama_component_status", Map.of("component", "clock")))
                    .isEqualTo(0.5);
            assertThat(value(families, "otedama_component_fact", Map.of("component", "work", "fact", "height")))
                    .isEqualTo(1);
            assertThat(value(families, "otedama_build_info", Map.of("version", "1.2.3")))
                    .isEqualTo(1);
            assertThat(exposition.scrape()).contains("otedama_shares_total{verdict=\"accepted\"} 0.0");
        }
        Map<String, MetricFamily> after = parse(exposition.scrape());
        assertThat(after).as("a pool that is gone has no ring").doesNotContainKey("otedama_pipeline_ring_used");
        assertThat(value(after, "otedama_pool_health", Map.of("probe", "live"))).isZero();
    }

    private static double value(Map<String, MetricFamily> families, String name, Map<String, String> labels) {
        List<Metric> found = families.get(name).getMetrics().stream()
                .filter(m -> m.getLabels().equals(labels))
                .toList();
        assertThat(found).as("%s %s", name, labels).hasSize(1);
        return ((Gauge) found.get(0)).getValue();
    }

    @Test
    void tenThousandWorkersMakeNotOneSeriesMore() throws Exception {
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        try (Pool pool = pool(frontEnd)) {
            pool.start();
            exposition.watch(pool::health);
            exposition.scrape(); // the collector's own meters come with the first collection
            Set<String> before = names(exposition.scrape());
            for (int i = 0; i < WORKERS; i++) {
                FakeMiner miner = new FakeMiner(frontEnd, "worker." + i, "x");
                miner.session.assign(frontEnd.ingress().currentJob());
            }
            assertThat(pool.snapshot().workers()).hasSize(WORKERS);
            String scrape = exposition.scrape();
            assertThat(value(parse(scrape), "otedama_workers_known", Map.of())).isEqualTo(WORKERS);
            assertThat(scrape).doesNotContain("worker.1");
            Set<String> more = new HashSet<>(names(scrape));
            more.removeAll(before);
            more.removeIf(name -> name.startsWith("jvm_gc"));
            assertThat(more).isEmpty();
            assertThat(series(scrape)).isLessThanOrEqualTo(PrometheusExposition.MAX_SERIES);
        }
    }

    private static Set<String> names(String scrape) {
        Set<String> names = new HashSet<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.replaceAll(" [^ ]*$", "")));
        return names;
    }

    @Test
    void metersAreBounded() {
        for (int i = 0; i < PrometheusExposition.MAX_METERS + 100; i++) {
            Counter.builder("host.counter")
                    .tag("n", "" + i)
                    .register(exposition.registry())
                    .increment();
        }
        assertThat(exposition.registry().getMeters()).hasSize(PrometheusExposition.MAX_METERS);
        assertThat(series(exposition.scrape())).isLessThan(PrometheusExposition.MAX_METERS + 1_000L);
    }
}
