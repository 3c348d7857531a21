package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {
    @Test
    void ownersAreEqualWhenAccountAndScriptAre() {
        Owner owner = Owner.of("a", new byte[] {1, 2});
        assertThat(owner).isEqualTo(Owner.of("a", new byte[] {1, 2})).hasSameHashCodeAs(Owner.of("a", new byte[] {1, 2
        }));
        assertThat(owner).isNotEqualTo(Owner.of("a", new byte[] {1, 3}));
        assertThat(owner).isNotEqualTo(Owner.of("b", new byte[] {1, 2}));
        assertThat(owner).isNotEqualTo(Owner.of("a"));
        assertThat(Owner.of("a")).isEqualTo(Owner.of("a")).hasToString("a");
    }

    @Test
    void theScriptIsCopiedBothWays() {
        byte[] script = {1, 2};
        Owner owner = Owner.of("a", script);
        script[0] = 9;
        owner.script()[1] = 9;
        assertThat(owner.script()).containsExactly(1, 2);
        assertThat(owner.hasScript()).isTrue();
        assertThat(Owner.of("a").hasScript()).isFalse();
        assertThatThrownBy(() -> Owner.of("a").script()).hasMessage("account a has no payout script");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Owner.MAX_SCRIPT_BYTES + 1})
    void aScriptNoAddressHasIsRefused(int bytes) {
        assertThatThrownBy(() -> Owner.of("a", new byte[bytes])).hasMessageContaining("has " + bytes + " bytes");
        assertThat(Owner.of("a", new byte[Owner.MAX_SCRIPT_BYTES]).script()).hasSize(Owner.MAX_SCRIPT_BYTES);
    }

    @Test
    void anAccountIsPrintableAndBounded() {
        for (String account : new String[] {"", "caf\u00e9", "a\n", "n".repeat(Owner.MAX_ACCOUNT_CHARS + 1)}) {
            assertThatThrownBy(() -> Owner.of(account)).hasMessageContaining("printable ASCII");
        }
        assertThat(Owner.of("n".repeat(Owner.MAX_ACCOUNT_CHARS)).account()).hasSize(127);
    }

    @Test
    void everybodyMinesForThePartBeforeTheFirstDot() {
        MinerAuthenticator everybody = MinerAuthenticator.everybody();
        assertThat(everybody.admit("addr.rig.1", "")).isEqualTo(Admission.admitted(Owner.of("addr")));
        assertThat(everybody.admit("addr", "")).isEqualTo(Admission.admitted(Owner.of("addr")));
        assertThat(everybody.admit(".rig", "")).isEqualTo(Admission.admitted(Owner.of(".rig")));
    }
}
