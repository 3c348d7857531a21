package io.otedama.security;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.spi.Admission;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.Owner;

/**
 * Admits whoever names an address of the mined network as user, {@code ADDRESS} or {@code ADDRESS.WORKER}. The account is
 * the address in its one spelling, so that one script is one account; the password is not looked at. Any thread.
 */
public final class AddressAuthenticator implements MinerAuthenticator {
    private static final String FORM = "user name must be ADDRESS or ADDRESS.WORKER";

    private final Network network;

    public AddressAuthenticator(Network network) {
        this.network = network;
    }

    @Override
    public Admission admit(String user, String password) {
        int dot = user.indexOf('.');
        String text = dot < 0 ? user : user.substring(0, dot);
        if (text.isEmpty()) {
            return Admission.refused(FORM + "; the address is missing");
        }
        try {
            Address address = Address.parse(text, network);
            return Admission.admitted(Owner.of(address.canonical(), address.script()));
        } catch (AddressException e) {
            return Admission.refused(e.getMessage() + "; " + FORM);
        }
    }
}
