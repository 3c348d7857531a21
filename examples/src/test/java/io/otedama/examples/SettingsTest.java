package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.chain.Difficulty;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.payment.PaymentPolicy;
import io.otedama.pipeline.PipelineConfig.WaitMode;
import io.otedama.security.AddressRange;
import io.otedama.security.GuardConfig;
import io.otedama.security.Misbehaviour;
import io.otedama.security.RateLimit;
import io.otedama.security.TlsFiles;
import io.otedama.storage.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String GOOD =
            "nodes: http://user:pass@127.0.0.1:8332\naddress: bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080\n";

    @TempDir
    Path directory;

    private PoolSettings read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("pool.yaml"), yaml);
        return read(file, Map.of("SECRET", "p@ss:w%rd/", "PORT", "3334", "LINES", "1024"));
    }

    private static PoolSettings read(Path file, Map<String, String> environment) {
        Problems problems = new Problems(key -> key);
        Section root = new Section("", YamlFile.read(file), problems, new EnvironmentText(environment::get));
        return new SettingsReader(root, problems).read();
    }

    private List<ConfigProblem> problems(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml))
                .problems();
    }

    private List<String> keys(String yaml) {
        return problems(yaml).stream().map(ConfigProblem::key).toList();
    }

    @Test
    void defaultsAreWhatTheyAreSaidToBe() throws IOException {
        PoolSettings settings = read(GOOD);

        assertThat(settings.listen().getPort()).isEqualTo(3333);
        assertThat(settings.algorithm()).isNull();
        assertThat(settings.difficulty()).isEqualTo(PoolSettings.ShareDifficulty.DEFAULT);
        assertThat(settings.coinbaseTag()).isEqualTo("/Otedama/");
        assertThat(settings.startTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.data()).isNull();
        assertThat(settings.durability()).isEqualTo(Durability.EVERY_BATCH);
        assertThat(settings.maturity()).isEqualTo(101);
    }

    @Test
    void durabilityIsThatOfAJournalOnDisk() throws IOException {
        assertThat(read(GOOD + "data: x\ndurability: interval:250ms").durability())
                .isEqualTo(Durability.every(Duration.ofMillis(250)));
        assertThat(keys(GOOD + "durability: os")).containsExactly("durability");
        assertThat(keys(GOOD + "data: x\ndurability: interval:9h")).hasSize(1);
    }

    @Test
    void httpListensUnlessItIsOff() throws IOException {
        assertThat(read(GOOD).http()).isEqualTo(HttpPort.standard("miners"));
        assertThat(read(GOOD + "http: off").http()).isNull();
        HttpPort own = Objects.requireNonNull(
                read(GOOD + "http: 127.0.0.1:0\nhttpAccess: pool").http());
        assertThat(own.chosen()).isTrue();
        assertThat(own.access()).isEqualTo("pool");
        assertThat(keys(GOOD + "http: nowhere")).containsExactly("http");
        assertThat(keys(GOOD + "httpAccess: all")).containsExactly("httpAccess");
        assertThat(keys(GOOD + "http: off\nhttpAccess: pool")).containsExactly("httpAccess");
        assertThat(keys(GOOD + "http: off\nhttpTls: true")).containsExactly("httpTls");
        assertThat(keys(GOOD + "httpTls: true")).containsExactly("httpTls");
        assertThat(Objects.requireNonNull(read(GOOD + "httpOrigins: [https://pool.example]")
                                .http())
                        .origins())
                .containsExactly("https://pool.example");
        assertThat(keys(GOOD + "httpTls: maybe")).containsExactly("httpTls");
        assertThat(Objects.requireNonNull(read(GOOD + "httpTls: true\ntls: { certificate: a.pem, key: b.pem }")
                                .http())
                        .tls())
                .isEqualTo(new TlsFiles(Path.of("a.pem"), Path.of("b.pem")));
    }

    @Test
    void theExampleFileIsGoodAsItIsAndWithEveryCommentedKey() throws IOException {
        Path example = Path.of("pool.yaml");
        Map<String, String> environment =
                Map.of("OTEDAMA_RPC_PASSWORD", "secret-one", "OTEDAMA_WALLET_PASSPHRASE", "y");
        assertThat(read(example, environment).nodes()).hasSize(1);

        String everything = Files.readString(example)
                .replaceAll("(?m)^# (?=( *(- )?[A-Za-z0-9]+:( |$))| +- tcp:)", "")
                .replace("difficulty: 65536\n", "\n");
        Path file = Files.writeString(directory.resolve("all.yaml"), everything);
        PoolSettings all = read(file, environment);

        PoolSettings plain = read(example, environment);
        assertThat(all.nodes()).hasSize(2);
        assertThat(all.limits()).isEqualTo(plain.limits());
        assertThat(all.guard()).isEqualTo(plain.guard()).isEqualTo(GuardConfig.defaults());
        assertThat(all.zmq()).containsExactly("tcp://127.0.0.1:28332");
        assertThat(Objects.requireNonNull(all.templateProvider()).name()).isEqualTo("template-provider 127.0.0.1:8442");
        assertThat(Objects.requireNonNull(all.sv2()).listen().getPort()).isEqualTo(3336);
        assertThat(Objects.requireNonNull(all.sv2().keyFile()).toString()).endsWith("sv2-authority.key");
        assertThat(all.ports().further()).hasSize(2);
        assertThat(all.ports().proxies()).containsExactly("10.0.0.0/24");
        assertThat(Objects.requireNonNull(all.ports().tls()).key()).hasToString("/etc/otedama/privkey.pem");
        assertThat(all.algorithm()).isNotNull();
        assertThat(all.difficulty().vardiff()).isEqualTo(plain.difficulty().vardiff());
        assertThat(all.difficulty().max()).isEqualTo(Difficulty.of(1_000_000));
        assertThat(all.pipeline().ringSize()).isEqualTo(8192);
        assertThat(Objects.requireNonNull(all.wallet()).policy()).isEqualTo(PaymentPolicy.defaults());
        assertThat(all.wallet().passphrase()).isNotNull();
        assertThat(all.toString()).doesNotContain(environment.get("OTEDAMA_RPC_PASSWORD"));
    }

    @Test
    void theGuardIsReadStrictly() throws IOException {
        GuardConfig guard = read(GOOD + "guard:\n  exempt: []\n  deny: 203.0.113.0/24\n  address: { connects: 5/2 }\n"
                        + "  ladder: { ban: 200 }\n  points: { staleShare: 0 }\n  firstBan: 60\n")
                .guard();
        assertThat(guard.exempt()).isEmpty();
        assertThat(guard.deny()).containsExactly(AddressRange.parse("203.0.113.0/24"));
        assertThat(guard.address().connects()).isEqualTo(new RateLimit(5, 2));
        assertThat(guard.address().bytes())
                .isEqualTo(GuardConfig.defaults().address().bytes());
        assertThat(guard.ladder().ban()).isEqualTo(200);
        assertThat(guard.pointsOf(Misbehaviour.STALE_SHARE)).isZero();
        assertThat(guard.firstBan()).isEqualTo(Duration.ofMinutes(1));
        assertThat(keys(GOOD + "guard: { exempt: [nowhere], adress: { connects: 5/2 }, subnet: { shares: 5 } }"))
                .containsExactly("guard.exempt", "guard.subnet.shares", "guard.adress");
        assertThat(problems(GOOD + "guard: { adress: {} }"))
                .singleElement()
                .extracting(ConfigProblem::remedy)
                .isEqualTo("Did you mean guard.address?");
        assertThat(keys(GOOD + "guard: { firstBan: 0, points: { staleShare: -1 }, global: { bytes: 0/1 } }"))
                .containsExactly("guard.global.bytes", "guard.points.staleShare", "guard.firstBan");
    }

    @Test
    void paymentsAreReadStrictly() {
        String wallet = GOOD + "wallet: http://u:p@127.0.0.1:8332/wallet/w\n";
        assertThat(keys(wallet + "payments: { fee: nobody, approval: later, threshold: 0, intervall: 5 }"))
                .containsExactlyInAnyOrder(
                        "payments.fee", "payments.approval", "payments.threshold", "payments.intervall");
        assertThat(keys(GOOD + "walletPassphrase: x\npayments: { fee: pool }"))
                .containsExactlyInAnyOrder("walletPassphrase", "payments");
    }

    @Test
    void aTemplateProviderIsReadStrictly() throws IOException {
        assertThat(read(GOOD).templateProvider()).isNull();
        assertThat(Objects.requireNonNull(
                                read(GOOD + "templateProvider: tp.test:8442").templateProvider())
                        .host())
                .isEqualTo("tp.test");
        assertThat(keys(GOOD + "templateProvider: tp.test:8442/notAKey")).containsExactly("templateProvider");
        assertThat(keys(GOOD + "templateProvider: 8442")).containsExactly("templateProvider");
    }

    @Test
    void everyMistakeIsListedWithItsKey() {
        assertThat(keys("""
                        nodes:
                          - url: ftp://127.0.0.1
                            user: me
                            password: x
                          - user: me
                          - 17
                        adress: bc1q
                        listen: 3333
                        algorithm: md5
                        difficulty: { start: none, min: 4, max: 2, interval: 999 }
                        coinbaseTag: %s
                        startTimeout: soon
                        limits: { maxConnections: 0, maxWorker: 3 }
                        pipeline: { ringSize: 1000, waitMode: waiting }
                        """.formatted("x".repeat(200))))
                .containsExactlyInAnyOrder(
                        "nodes[0].url",
                        "nodes[1].url",
                        "nodes[1].password",
                        "nodes[2]",
                        "address",
                        "listen",
                        "algorithm",
                        "difficulty.start",
                        "difficulty.min",
                        "difficulty.interval",
                        "coinbaseTag",
                        "startTimeout",
                        "limits.maxConnections",
                        "limits.maxWorker",
                        "pipeline.ringSize",
                        "pipeline.waitMode",
                        "adress");
    }

    @Test
    void anUnknownKeyIsToldTheNearestKnownOne() {
        assertThat(problems(GOOD + "coinbasetag: x\nlimits: { maxConections: 5 }\nzzzzzzzz: 1\n"))
                .extracting(ConfigProblem::remedy)
                .satisfiesExactlyInAnyOrder(
                        remedy -> assertThat(remedy).isEqualTo("Did you mean limits.maxConnections?"),
                        remedy -> assertThat(remedy).isEqualTo("Did you mean coinbaseTag?"),
                        remedy -> assertThat(remedy).contains("Known here: address, "));
    }

    @Test
    void difficultyIsFixedOrFollowsTheMiner() throws IOException {
        assertThat(read(GOOD + "difficulty: 0.000001").difficulty().fixed()).isEqualTo(Difficulty.of("0.000001"));
        assertThat(read(GOOD + "difficulty: 1e-7").difficulty().fixed()).isEqualTo(Difficulty.of("0.0000001"));
        assertThat(read(GOOD + "difficulty: { fixed: 65536 }").difficulty().fixed())
                .isEqualTo(Difficulty.of(65536));
        PoolSettings.ShareDifficulty follows = read(GOOD + "difficulty: { start: 8, min: 2, max: 64, interval: 10 }")
                .difficulty();
        assertThat(follows.fixed()).isNull();
        assertThat(follows.vardiff().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(follows.vardiff().startDifficulty()).isEqualTo(Difficulty.of(8));
        assertThat(follows.min()).isEqualTo(Difficulty.of(2));
        assertThat(keys(GOOD + "difficulty: { fixed: 1, start: 8 }")).containsExactly("difficulty.start");
        assertThat(keys(GOOD + "difficulty: [1]")).containsExactly("difficulty");
        assertThat(keys(GOOD + "difficulty: .inf")).containsExactly("difficulty");
    }

    @Test
    void textsAndNumbersMayComeFromTheEnvironment() throws IOException {
        PoolSettings settings = read(GOOD + "listen: 127.0.0.1:${PORT}\nlimits: { maxConnections: \"${LINES}\" }\n");
        assertThat(settings.listen().getPort()).isEqualTo(3334);
        assertThat(settings.limits().maxConnections()).isEqualTo(1024);
        assertThat(problems(GOOD + "data: ${NOWHERE}/x"))
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).contains("data: ", "${NOWHERE} is not set"));
    }

    @Test
    void noSecretIsShown() throws IOException {
        String withLogin = """
                nodes:
                  - url: http://127.0.0.1:8332
                    user: me
                    password: ${SECRET}
                address: bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080
                """;
        assertThat(read(withLogin).toString()).doesNotContain("p@ss", "w%rd").contains("127.0.0.1:8332");
        assertThat(problems(withLogin.replace("http:", "gopher:")).toString()).doesNotContain("p@ss", "w%rd");
        assertThat(problems("nodes: http://me:geheim@:\n").toString()).doesNotContain("geheim");
        assertThat(problems("nodes: \"http://me:geheim@127.0.0.1:1\naddress: x: y")
                        .toString())
                .doesNotContain("geheim");
    }

    @Test
    void yamlThatIsNoneIsToldWhere() {
        assertThat(problems(GOOD + "data: a: b"))
                .singleElement()
                .satisfies(p -> assertThat(p.problem()).contains("line 3"));
        assertThat(problems(GOOD + GOOD))
                .singleElement()
                .satisfies(p -> assertThat(p.remedy()).contains("duplicate key"));
        assertThat(problems("- a\n- b"))
                .singleElement()
                .satisfies(p -> assertThat(p.problem()).contains("is a list"));
        assertThat(problems("x: !!java.io.File [a]")).hasSize(1);
        assertThat(keys("")).containsExactly("nodes", "address");
    }

    @Test
    void aSettingsFileIsBounded() throws IOException {
        assertThat(read(GOOD + "#".repeat(YamlFile.MAX_BYTES - GOOD.length())).nodes())
                .hasSize(1);
        assertThat(problems(GOOD + "#".repeat(YamlFile.MAX_BYTES - GOOD.length() + 1)))
                .singleElement()
                .satisfies(p -> assertThat(p.problem()).contains("larger"));
    }

    @Test
    void waitModesAreWrittenInSmallLetters() throws IOException {
        assertThat(read(GOOD + "pipeline: { waitMode: busy-spin }").pipeline().waitMode())
                .isEqualTo(WaitMode.BUSY_SPIN);
    }
}
