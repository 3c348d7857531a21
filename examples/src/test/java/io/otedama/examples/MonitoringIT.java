package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The alert rules and the dashboard that we ship speak of numbers that a running pool tells. */
class MonitoringIT {
    private static final Path FILES = Path.of("monitoring");
    private static final Pattern NAME = Pattern.compile("\\b((?:otedama|jvm)_[a-z0-9_]+)(\\{[^}]*})?");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

    @TempDir
    Path data;

    @Test
    void everyNumberThatIsAskedForExists() throws Exception {
        String scraped = scrape();
        List<String> asked = new ArrayList<>();
        asked.addAll(rules());
        asked.addAll(panels());
        assertThat(asked).hasSizeGreaterThan(30);
        for (String expression : asked) {
            Matcher metric = NAME.matcher(expression);
            while (metric.find()) {
                assertThat(series(scraped, metric.group(1), metric.group(2)))
                        .as("%s in: %s", metric.group(), expression)
                        .isTrue();
            }
        }
    }

    /** A series of that name with those labels; Prometheus itself adds {@code instance} and {@code job}. */
    private static boolean series(String scraped, String name, @Nullable String labels) {
        List<String> wanted = new ArrayList<>();
        Matcher label = LABEL.matcher(labels == null ? "" : labels);
        while (label.find()) {
            if (!label.group(1).equals("instance") && !label.group(1).equals("job")) {
                wanted.add(label.group());
            }
        }
        return scraped.lines()
                .filter(line -> line.startsWith(name + '{') || line.startsWith(name + ' '))
                .anyMatch(line -> wanted.stream().allMatch(line::contains));
    }

    @SuppressWarnings("unchecked")
    private static List<String> rules() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(FILES.resolve("alerts.yaml")));
        List<Map<String, Object>> rules =
                (List<Map<String, Object>>) file.get("groups").get(0).get("rules");
        return rules.stream().map(rule -> rule.get("expr").toString()).toList();
    }

    private static List<String> panels() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(FILES.resolve("grafana-dashboard.json")));
        return dashboard.findValuesAsText("expr");
    }

    private String scrape() throws Exception {
        try (PoolProcess demo = PoolProcess.start(
                PoolMain.class,
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--http",
                "127.0.0.1:0",
                "--difficulty",
                "0.000001",
                "--payout",
                "pplns",
                "--data",
                data.toString())) {
            String base = demo.awaitLine(line -> line.startsWith("http: ")).replace("http: listening on ", "http://");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(base + "/metrics")).build();
            String[] last = {""};
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                last[0] = client.send(request, BodyHandlers.ofString()).body();
                return last[0].contains("otedama_pool_hashrate") && last[0].contains("jvm_gc_pause_seconds_sum");
            });
            return last[0];
        }
    }
}
