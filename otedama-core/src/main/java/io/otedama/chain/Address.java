package io.otedama.chain;

/** An address of one network and the output script that pays it. */
public final class Address {
    private final String text;
    private final byte[] script;

    private Address(String text, byte[] script) {
        this.text = text;
        this.script = script;
    }

    /**
     * Parses base58check, bech32 or bech32m.
     *
     * @throws io.otedama.error.AddressException when it is invalid or of another network
     */
    public static Address parse(String text, Network network) {
        return new Address(text, AddressDecoder.script(text, network));
    }

    /** A copy of the output script (scriptPubKey). */
    public byte[] script() {
        return script.clone();
    }

    @Override
    public String toString() {
        return text;
    }
}
