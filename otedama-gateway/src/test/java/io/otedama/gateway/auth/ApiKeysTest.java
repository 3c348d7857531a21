package io.otedama.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.PoolException;
import io.otedama.testkit.VirtualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final Set<Scope> READ = Set.of(Scope.READ);

    @TempDir
    Path directory;

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private Path file;
    private ApiKeys keys;

    @BeforeEach
    void open() {
        file = directory.resolve("keys.json");
        keys = new ApiKeys(file, clock);
    }

    @Test
    void aKeyIsGoodAndStaysSoOverARestart() {
        ApiKeys.Made made = keys.make("stats", Set.of(Scope.MINER), "alice", null);
        assertThat(made.text()).matches("otk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        for (ApiKeys each : new ApiKeys[] {keys, new ApiKeys(file, clock)}) {
            Caller caller = each.check(made.text());
            assertThat(caller.owns("alice")).isTrue();
            assertThat(caller.owns("bob")).isFalse();
            assertThat(caller.has(Scope.READ)).isFalse();
        }
    }

    @Test
    void whatIsNotExactlyTheKeyIsRefused() {
        String text = keys.make("stats", READ, null, null).text();
        String other = keys.make("other", READ, null, null).text();
        String crossed = text.substring(0, 17) + other.substring(17);
        char last = text.charAt(text.length() - 1);
        for (String wrong : new String[] {
            text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A'),
            text.substring(0, text.length() - 1),
            text + "A",
            crossed,
            "otk_",
            "otk__",
            "otk_000000000000_" + text.substring(17)
        }) {
            assertThatThrownBy(() -> keys.check(wrong))
                    .as(wrong)
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the key is not known");
        }
    }

    @Test
    void rule32_theDiskHoldsHashesOnlyAndOnlyItsOwnerReadsThem() throws Exception {
        ApiKeys.Made made = keys.make("stats", READ, null, null);
        String secret = made.text().substring(17);
        assertThat(Files.readString(file)).contains("stats").doesNotContain(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.toString()).doesNotContain(secret);
        assertThat(keys.list().toString()).doesNotContain(secret);
        assertThat(directory.toFile().list()).containsExactly("keys.json");
    }

    @Test
    void keysExpireAndAreDeleted() {
        String brief =
                keys.make("brief", READ, null, clock.epochMillis() + 1_000).text();
        ApiKeys.Made lasting = keys.make("lasting", READ, null, null);
        assertThat(keys.check(brief).untilMillis()).isEqualTo(clock.epochMillis() + 1_000);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> keys.check(brief)).isInstanceOf(RefusedException.class);
        assertThat(keys.delete(lasting.key().id())).isTrue();
        assertThat(keys.delete(lasting.key().id())).isFalse();
        assertThatThrownBy(() -> keys.check(lasting.text())).isInstanceOf(RefusedException.class);
    }

    @Test
    void theLastUseIsKeptAMinuteLaterAtTheLatest() {
        String text = keys.make("stats", READ, null, null).text();
        clock.advance(Duration.ofSeconds(59));
        keys.check(text);
        keys.saveUse();
        assertThat(new ApiKeys(file, clock).list().get(0).lastUsedAt()).isNull();
        clock.advance(Duration.ofSeconds(1));
        keys.saveUse();
        assertThat(new ApiKeys(file, clock).list().get(0).lastUsedAt()).isEqualTo(clock.epochMillis() - 1_000);
        keys.check(text);
        keys.close();
        assertThat(new ApiKeys(file, clock).list().get(0).lastUsedAt()).isEqualTo(clock.epochMillis());
    }

    @Test
    void thereIsALimitAndTheExpiredDoNotCount() {
        ApiKeys few = new ApiKeys(null, clock, 2);
        few.make("1", READ, null, clock.epochMillis() + 1_000);
        few.make("2", READ, null, null);
        assertThatThrownBy(() -> few.make("3", READ, null, null))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("2 keys");
        clock.advance(Duration.ofSeconds(1));
        few.make("3", READ, null, null);
        assertThat(few.list()).extracting(ApiKey::name).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    void aKeyThatTheDiskDoesNotTakeDoesNotExist() throws Exception {
        Files.createDirectory(directory.resolve("keys.json.new"));
        Files.createFile(directory.resolve("keys.json.new").resolve("in the way"));
        assertThatThrownBy(() -> keys.make("x", READ, null, null)).isInstanceOf(PoolException.class);
        assertThat(keys.list()).isEmpty();
    }

    @Test
    void aDamagedFileIsToldAndNotOverwritten() throws Exception {
        Files.writeString(file, "{\"format\":1,\"keys\":[{]}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> new ApiKeys(file, clock))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("damaged");
        assertThat(file).hasContent("{\"format\":1,\"keys\":[{]}");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        keys.make("x", READ, null, null);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new ApiKeys(file, clock))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void theFirstAdminIsMadeOnceAndOnlyWhenThereIsNone() {
        Authenticator first = new Authenticator(directory, clock, "pool");
        StringBuilder shown = new StringBuilder();
        first.ensureAdmin(shown::append);
        assertThat(first.check(shown.toString()).has(Scope.ADMIN_WRITE)).isTrue();
        StringBuilder again = new StringBuilder();
        new Authenticator(directory, clock, "pool").ensureAdmin(again::append);
        assertThat(again).isEmpty();
    }
}
