package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import io.otedama.testkit.TestCertificate;
import io.otedama.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsKeeperTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private final VirtualClock clock = new VirtualClock(Instant.now().getEpochSecond());

    @TempDir
    Path directory;

    private TlsKeeper open(TestCertificate certificate) throws IOException {
        return TlsKeeper.open(certificate.write(directory), clock, "tls");
    }

    /** Made once: most of the time goes there. */
    private static final TestCertificate RSA = TestCertificate.of("RSA", "rsa", YEAR);

    private static TestCertificate ec(String name) {
        return TestCertificate.of("EC", name, YEAR);
    }

    /** What has changed is believed when it stands still for a look. */
    private static void lookTwice(TlsKeeper keeper) {
        keeper.look();
        keeper.look();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void theKeyManagerAnswersForTheKindOfItsKey(String algorithm) throws IOException {
        TestCertificate certificate = algorithm.equals("RSA") ? RSA : ec("a");
        ReloadingKeys keys = open(certificate).keyManager();
        String alias = keys.chooseEngineServerAlias(algorithm, null, null);
        assertThat(keys.chooseServerAlias(algorithm, null, null)).isEqualTo(alias);
        assertThat(keys.getServerAliases(algorithm, null)).containsExactly(alias);
        assertThat(keys.getCertificateChain(alias)).containsExactly(certificate.certificate());
        assertThat(keys.getPrivateKey(alias)).isNotNull();
        assertThat(keys.chooseEngineServerAlias("DSA", null, null)).isNull();
        assertThat(keys.chooseClientAlias(new String[] {algorithm}, null, null)).isNull();
        assertThat(keys.getPrivateKey("none")).isNull();
    }

    @Test
    void aReplacedCertificateIsForNewHandshakesAndTheOneUnderWayKeepsItsOwn() throws IOException {
        TestCertificate first = ec("first");
        TestCertificate second = ec("second");
        TlsKeeper keeper = open(first);
        ReloadingKeys keys = keeper.keyManager();
        String before = keys.chooseEngineServerAlias("EC", null, null);
        second.write(directory);
        keeper.look();
        assertThat(keys.material().chain()).as("may still be written").containsExactly(first.certificate());
        keeper.look();
        String after = keys.chooseEngineServerAlias("EC", null, null);
        assertThat(keys.getCertificateChain(after)).containsExactly(second.certificate());
        assertThat(keys.getCertificateChain(before)).containsExactly(first.certificate());
        assertThat(keys.getPrivateKey(before)).isNotEqualTo(keys.getPrivateKey(after));
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        ec("third").write(directory);
        lookTwice(keeper);
        assertThat(keys.getPrivateKey(before)).as("only the one before is kept").isNull();
    }

    @Test
    void aChainIsKeptInItsOrder() throws IOException {
        TestCertificate root = ec("root");
        TestCertificate leaf = root.issue("EC", "leaf", Duration.ofDays(30));
        TlsKeeper keeper = open(leaf);
        assertThat(keeper.keyManager().material().chain()).containsExactly(leaf.certificate(), root.certificate());
        assertThat(keeper.keyManager().material().expiresAt())
                .isEqualTo(leaf.certificate().getNotAfter().toInstant());
    }

    @Test
    void aBrokenNewFileKeepsTheOldCertificateUntilItIsRepaired() throws IOException {
        TestCertificate first = ec("first");
        TlsKeeper keeper = open(first);
        TlsFiles files = ec("second").write(directory);
        Files.writeString(files.certificates(), "nothing of use");
        lookTwice(keeper);
        assertThat(keeper.keyManager().material().chain()).containsExactly(first.certificate());
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(keeper.health().detail()).contains("holds no certificate", "the old certificate stays");
        assertThat(keeper.health().facts()).containsKey(TlsKeeper.EXPIRES_FACT);
        TestCertificate third = ec("third");
        third.write(directory);
        lookTwice(keeper);
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        assertThat(keeper.keyManager().material().chain()).containsExactly(third.certificate());
    }

    @Test
    void aKeyThatWasOpenToOthersIsTakenOnceItIsClosed() throws IOException {
        TlsKeeper keeper = open(ec("first"));
        TestCertificate second = ec("second");
        TlsFiles files = second.write(directory);
        TestCertificate.writeKey(files.key(), second.keyPem(), "rw-r-----");
        lookTwice(keeper);
        assertThat(keeper.health().detail()).contains("chmod 600");
        TestCertificate.writeKey(files.key(), second.keyPem(), "rw-------");
        lookTwice(keeper);
        assertThat(keeper.keyManager().material().chain()).containsExactly(second.certificate());
    }

    @Test
    void anExpiredNewCertificateReplacesNothing() throws IOException {
        TestCertificate first = ec("first");
        TlsKeeper keeper = open(first);
        TestCertificate.of("EC", "late", Duration.ofDays(-1)).write(directory);
        lookTwice(keeper);
        assertThat(keeper.keyManager().material().chain()).containsExactly(first.certificate());
        assertThat(keeper.health().detail()).contains("not valid now");
    }

    @ParameterizedTest
    @CsvSource({"15, UP, valid until", "13, DEGRADED, expires soon", "-1, DEGRADED, not valid now"})
    void healthSaysWhenTheCertificateExpires(int days, Status status, String words) throws IOException {
        TlsKeeper keeper = open(TestCertificate.of("EC", "a", Duration.ofDays(days)));
        assertThat(keeper.health().status()).isEqualTo(status);
        assertThat(keeper.health().detail()).contains(words);
    }

    @Test
    void aGoodCertificateExpiresWhileTheServerRuns() throws IOException {
        TlsKeeper keeper = open(ec("a"));
        clock.advance(YEAR.minusDays(14).minusMinutes(1));
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        clock.advance(Duration.ofMinutes(2));
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void aMissingFileIsNoReasonToLoseWhatIsThere() throws IOException {
        TestCertificate first = ec("first");
        TlsKeeper keeper = open(first);
        Files.delete(directory.resolve("tls.key"));
        lookTwice(keeper);
        assertThat(keeper.health().detail()).contains("there is no TLS key file");
        assertThat(keeper.keyManager().material().chain()).containsExactly(first.certificate());
    }

    @Test
    void theThreadLooksByItselfAndEnds() throws Exception {
        TlsFiles files = ec("first").write(directory).withLookEvery(Duration.ofMillis(5));
        TlsKeeper keeper = TlsKeeper.open(files, PoolClock.system(), "tls");
        keeper.start();
        TestCertificate second = ec("second");
        second.write(directory);
        Awaitility.await().until(() -> keeper.keyManager().material().chain().contains(second.certificate()));
        keeper.close();
        keeper.close();
    }

    // ---- files that cannot be used

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void rule32_aKeyThatOthersCanOpenIsRefused(String permissions) throws IOException {
        TestCertificate certificate = ec("a");
        TlsFiles files = certificate.write(directory);
        TestCertificate.writeKey(files.key(), certificate.keyPem(), permissions);
        assertThatThrownBy(() -> TlsKeeper.open(files, clock, "tls"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        TlsFiles files = ec("a").write(directory);
        TestCertificate.writeKey(files.key(), ec("b").keyPem(), "rw-------");
        assertThatThrownBy(() -> TlsMaterial.read(files)).hasMessageContaining("is not that of the first certificate");
        TestCertificate.writeKey(files.key(), RSA.keyPem(), "rw-------");
        assertThatThrownBy(() -> TlsMaterial.read(files)).hasMessageContaining("is not that of the first certificate");
    }

    @Test
    void aChainInTheWrongOrderIsRefused() throws IOException {
        TestCertificate leaf = ec("root").issue("EC", "leaf", YEAR);
        TlsFiles files = leaf.write(directory);
        Files.writeString(files.certificates(), leaf.chainPem() + ec("stranger").chainPem());
        assertThatThrownBy(() -> TlsMaterial.read(files)).hasMessageContaining("certificate 2 is not signed");
    }

    @Test
    void rule32_noErrorShowsWhatTheKeyFileHolds() throws IOException {
        TestCertificate certificate = ec("a");
        TlsFiles files = certificate.write(directory);
        String secret = certificate.keyPem().split("\n", -1)[1];
        String[] broken = {
            certificate.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY"),
            certificate.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
            certificate.keyPem().replace("-----END", "----END"),
            certificate.keyPem().replace(secret, secret + "!"),
            TestCertificate.pem("PRIVATE KEY", Base64.getDecoder().decode(secret)),
            secret,
            certificate.keyPem().repeat(PemReader.MAX_BLOCKS + 1),
            "x".repeat(TlsMaterial.MAX_FILE_BYTES + 1)
        };
        for (String text : broken) {
            TestCertificate.writeKey(files.key(), text, "rw-------");
            assertThatThrownBy(() -> TlsMaterial.read(files))
                    .isInstanceOf(PoolException.class)
                    .hasMessageContaining("TLS key file")
                    .hasMessageNotContaining(secret.substring(0, 8));
        }
        TestCertificate.writeKey(files.key(), "\n# a comment\n" + certificate.keyPem(), "rw-------");
        TlsMaterial material = TlsMaterial.read(files);
        assertThat(material.toString()).contains("CN=a").doesNotContain(secret.substring(0, 8));
    }

    @Test
    void aCertificateFileIsBounded() throws IOException {
        TestCertificate certificate = ec("a");
        TlsFiles files = certificate.write(directory);
        Files.writeString(files.certificates(), certificate.chainPem() + "#".repeat(TlsMaterial.MAX_FILE_BYTES));
        assertThatThrownBy(() -> TlsMaterial.read(files)).hasMessageContaining("more than 65536 bytes");
        Files.writeString(files.certificates(), certificate.chainPem().repeat(PemReader.MAX_BLOCKS));
        assertThat(TlsMaterial.read(files).chain()).as("each signed by itself").hasSize(PemReader.MAX_BLOCKS);
        Files.writeString(files.certificates(), certificate.chainPem().repeat(PemReader.MAX_BLOCKS + 1));
        assertThatThrownBy(() -> TlsMaterial.read(files)).hasMessageContaining("more than 16 PEM blocks");
    }
}
