package io.otedama.security.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoginEnumerationTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final LoginConfig CONFIG = new LoginConfig(30, 0.05, 3_600_000, 300_000);
    private static final long NOW = 1_000_000_000;

    private final LoginEnumeration logins = new LoginEnumeration(CONFIG);

    @Test
    void manyAccountsThatFailAreNoticedOnePastTheLimit() {
        tryAccounts(30, false);
        assertThat(logins.suspects(NOW)).isEmpty();
        logins.onLogin(ADDRESS, "one-more", false, NOW);
        assertThat(logins.suspects(NOW)).containsExactly(new LoginEnumeration.Suspect(ADDRESS, 31, 0));
    }

    @Test
    void oneAccountThatFailsAMillionTimesIsATypingError() {
        for (int i = 0; i < 1_000_000; i++) {
            logins.onLogin(ADDRESS, "wrong", false, NOW);
        }
        assertThat(logins.suspects(NOW)).isEmpty();
    }

    @Test
    void accountsThatAreAdmittedHaveTimeToMine() {
        tryAccounts(31, true);
        assertThat(logins.suspects(NOW + CONFIG.graceMs())).isEmpty();
        assertThat(logins.suspects(NOW + CONFIG.graceMs() + 1)).hasSize(1);
    }

    @Test
    void aProxyWhoseCustomersMineIsLeftAlone() {
        for (int i = 0; i < 5_000; i++) {
            logins.onLogin(ADDRESS, "account" + i, true, NOW);
        }
        for (int i = 0; i < 5_000; i++) {
            logins.onMined(ADDRESS, "account" + i, NOW + 60_000);
        }
        for (int i = 0; i < 100; i++) { // two in a hundred customers cannot spell their address
            logins.onLogin(ADDRESS, "misspelt" + i, false, NOW + 60_000);
        }
        assertThat(logins.suspects(NOW + CONFIG.graceMs() + 1)).isEmpty();
    }

    @Test
    void attemptsAreForgotten() {
        tryAccounts(200, false);
        assertThat(logins.suspects(NOW + CONFIG.windowMs())).hasSize(1);
        assertThat(logins.suspects(NOW + CONFIG.windowMs() + 1)).isEmpty();
        assertThat(logins.addresses()).isZero();
    }

    @Test
    void memoryIsBounded() {
        tryAccounts(10 * LoginEnumeration.MAX_ACCOUNTS, false);
        assertThat(logins.suspects(NOW).get(0).accounts()).isEqualTo(LoginEnumeration.MAX_ACCOUNTS);
        for (int i = 0; i <= LoginEnumeration.MAX_ADDRESSES; i++) {
            logins.onLogin("2001:db8::" + i, "a", false, NOW);
        }
        assertThat(logins.addresses()).isEqualTo(LoginEnumeration.MAX_ADDRESSES);
        assertThat(logins.suspects(NOW)).as("the quietest has left").isEmpty();
        assertThatThrownBy(() -> new LoginConfig(LoginEnumeration.MAX_ACCOUNTS, 0.05, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void tryAccounts(int count, boolean admitted) {
        for (int i = 0; i < count; i++) {
            logins.onLogin(ADDRESS, "account" + i, admitted, NOW);
        }
    }
}
