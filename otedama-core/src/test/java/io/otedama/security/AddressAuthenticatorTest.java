package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.spi.Admission;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.MinerAuthenticatorContract;
import io.otedama.spi.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors: Bitcoin Core's key_io_valid.json, BIP 173. */
class AddressAuthenticatorTest extends MinerAuthenticatorContract {
    private static final AddressAuthenticator BITCOIN = new AddressAuthenticator(Network.BITCOIN);
    private static final AddressAuthenticator REGTEST = new AddressAuthenticator(Network.LITECOIN_REGTEST);

    @Override
    protected MinerAuthenticator authenticator() {
        return new AddressAuthenticator(Network.LITECOIN);
    }

    @Override
    protected List<String> spellingsOfOneAccount() {
        String legacy = "36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm"; // version byte 05, since 2017 written with 32
        String modern =
                ((Admission.Admitted) authenticator().admit(legacy, "")).owner().account();
        return List.of(legacy, modern, legacy + ".rig", modern + ".rig");
    }

    @Override
    protected String anotherAccount() {
        return "LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9";
    }

    private static String refusal(AddressAuthenticator authenticator, String user) {
        return ((Admission.Refused) authenticator.admit(user, "x")).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo, 1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo,"
                + "76a914a31c06bd463e3923bc1aadbde48b16976c08071788ac",
        "36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm.rig, 36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm,"
                + "a914373b819a068f32b7a6b38b6b38729647cfde01c287",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4.a.b, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4,"
                + "0014751e76e8199196d454941c45d1b3a323f1433bd6",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4., bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4,"
                + "0014751e76e8199196d454941c45d1b3a323f1433bd6",
    })
    void anAddressIsAdmittedAsItsAccountWithItsScript(String user, String account, String script) {
        assertThat(BITCOIN.admit(user, "")).isEqualTo(Admission.admitted(Owner.of(account, Hex.decode(script))));
    }

    @Test
    void anAddressOfAnotherNetworkIsRefusedWithWhatToUse() {
        assertThat(refusal(REGTEST, "bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv.rig"))
                .isEqualTo("address bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv is of bitcoin, this pool mines"
                        + " litecoin-regtest: use an address that starts with rltc1…;"
                        + " user name must be ADDRESS or ADDRESS.WORKER");
    }

    @ParameterizedTest
    @CsvSource({
        "bob, is not valid",
        ".rig, the address is missing",
        "ltcmweb1qq.rig, MWEB",
        "'', the address is missing"
    })
    void whatIsNoAddressIsRefusedWithTheForm(String user, String why) {
        assertThat(refusal(REGTEST, user))
                .contains(why, "user name must be ADDRESS or ADDRESS.WORKER")
                .hasSizeLessThan(256);
    }
}
