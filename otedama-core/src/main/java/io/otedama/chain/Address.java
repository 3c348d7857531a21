package io.otedama.chain;

/** An address of one network and the output script that pays it. */
public final class Address {
    private final String text;
    private final byte[] script;
    private final Network network;

    private Address(String text, byte[] script, Network network) {
        this.text = text;
        this.network = network;
        this.script = script;
    }

    /**
     * Parses base58check, bech32 or bech32m.
     *
     * @throws io.otedama.error.AddressException when it is invalid or of another network
     */
    public static Address parse(String text, Network network) {
        return new Address(text, AddressDecoder.script(text, network), network);
    }

    /** A copy of the output script (scriptPubKey). */
    public byte[] script() {
        return script.clone();
    }

    /**
     * The one spelling of this address: witness addresses in lower case, pay-to-script-hash with the network's current
     * version byte. Two addresses of a network have the same exactly when they have the same script.
     */
    public String canonical() {
        return AddressDecoder.canonical(text, script, network);
    }

    @Override
    public String toString() {
        return text;
    }
}
