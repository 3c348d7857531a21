package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import io.otedama.spi.Admission.Admitted;
import io.otedama.spi.Admission.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine relies on in every {@link MinerAuthenticator}. */
public abstract class MinerAuthenticatorContract {
    private static final int NAMES = 2_000;

    protected abstract MinerAuthenticator authenticator();

    /** Spellings of one account, each admitted; with and without a worker's name. */
    protected abstract List<String> spellingsOfOneAccount();

    /** A user name that is admitted for another account. */
    protected abstract String anotherAccount();

    private Owner owner(String user) {
        return ((Admitted) authenticator().admit(user, "x")).owner();
    }

    @Test
    void everySpellingOfAnAccountHasTheSameOwner() {
        assertThat(spellingsOfOneAccount()).hasSizeGreaterThan(1);
        assertThat(spellingsOfOneAccount().stream().map(this::owner).distinct()).hasSize(1);
    }

    @Test
    void anotherAccountHasAnotherOwner() {
        assertThat(owner(anotherAccount()))
                .isNotEqualTo(owner(spellingsOfOneAccount().get(0)));
    }

    @Test
    void anyNameAndPasswordGetsAnAnswerAndTheSameOneAgain() {
        SeededRandom random = SeededRandom.forTest(getClass());
        for (int i = 0; i < NAMES; i++) {
            StringBuilder name = new StringBuilder();
            for (int left = 1 + random.nextInt(Owner.MAX_ACCOUNT_CHARS); left > 0; left--) {
                name.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
            }
            Admission answer = authenticator().admit(name.toString(), i % 2 == 0 ? "" : "p".repeat(i));
            assertThat(authenticator().admit(name.toString(), i % 2 == 0 ? "" : "p".repeat(i)))
                    .as(name.toString())
                    .isEqualTo(answer);
            if (answer instanceof Refused refused) {
                assertThat(refused.reason()).isNotBlank();
            }
        }
    }
}
