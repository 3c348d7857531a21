package io.otedama.chain;

import io.otedama.error.AddressException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Address text to output script. Base58check (a version byte and 20 bytes) gives pay-to-pubkey-hash or pay-to-script-hash;
 * bech32 and bech32m give witness programs (BIP 141, 173, 350). Every refusal says what is wrong and what to use; a text
 * that is valid elsewhere is told where. Never trims, repairs or guesses: money goes to what was written, or nowhere.
 */
final class AddressDecoder {
    /** Prefixes of Litecoin's confidential (MWEB) addresses, which no coinbase can pay. */
    private static final List<String> MWEB_PREFIXES = List.of("ltcmweb1", "tmweb1");

    private static final int HASH160_BYTES = 20;
    private static final int MAX_WITNESS_VERSION = 16;

    private final String text;
    private final String lower;
    private final Network network;

    private AddressDecoder(String text, Network network) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT);
        this.network = network;
    }

    /**
     * The output script that pays {@code text} on {@code network}.
     *
     * @throws AddressException when the address is invalid, of another network, or of a kind that cannot be paid
     */
    static byte[] script(String text, Network network) {
        return new AddressDecoder(text, network).script();
    }

    /** The one spelling of a valid address with that script. */
    static String canonical(String text, byte[] script, Network network) {
        boolean scriptHash = (script[0] & 0xff) == 0xa9;
        if (scriptHash) { // base58 of the same bytes is unique, but a network may know several version bytes
            byte[] payload = new byte[1 + HASH160_BYTES];
            payload[0] = network.p2shVersions().get(0).byteValue();
            System.arraycopy(script, 2, payload, 1, HASH160_BYTES);
            return Base58.encodeChecked(payload);
        }
        boolean keyHash = script[0] == 0x76;
        return keyHash ? text : text.toLowerCase(Locale.ROOT);
    }

    private byte[] script() {
        refuseUnprintable();
        if (MWEB_PREFIXES.stream().anyMatch(lower::startsWith)) {
            throw refusal("is a Litecoin MWEB address, which a coinbase cannot pay");
        }
        try {
            if (hasPrefixOf(network)) {
                return witnessScript(network);
            }
            List<Network> others = knownWhere(this::hasPrefixOf);
            if (!others.isEmpty()) {
                witnessScript(others.get(0));
                throw foreign(others);
            }
            return base58Script();
        } catch (IllegalArgumentException e) {
            throw refusal("is not valid: " + e.getMessage());
        }
    }

    private byte[] witnessScript(Network of) {
        Bech32.Decoded decoded = Bech32.decode(text);
        if (!decoded.prefix().equals(of.bech32Prefix())) {
            throw new IllegalArgumentException("its prefix is '" + decoded.prefix() + "'");
        }
        if (decoded.digits().length == 0) {
            throw new IllegalArgumentException("it has no witness program");
        }
        int version = decoded.digits()[0];
        byte[] program = Bech32.toBytes(decoded.digits(), 1);
        checkWitness(version, program.length, decoded.variant());
        byte[] script = new byte[2 + program.length];
        script[0] = (byte) (version == 0 ? 0 : 0x50 + version);
        script[1] = (byte) program.length;
        System.arraycopy(program, 0, script, 2, program.length);
        return script;
    }

    private static void checkWitness(int version, int programBytes, Bech32.Variant variant) {
        if (version > MAX_WITNESS_VERSION) {
            throw new IllegalArgumentException("its witness version " + version + " does not exist");
        }
        Bech32.Variant needed = version == 0 ? Bech32.Variant.BECH32 : Bech32.Variant.BECH32M;
        if (variant != needed) {
            throw new IllegalArgumentException(
                    "witness version " + version + " needs a " + needed + " checksum, this one is " + variant);
        }
        boolean fits =
                version == 0 ? programBytes == 20 || programBytes == 32 : programBytes >= 2 && programBytes <= 40;
        if (!fits) {
            throw new IllegalArgumentException(
                    "its program of " + programBytes + " bytes does not fit witness version " + version);
        }
    }

    private byte[] base58Script() {
        if (text.length() > Bech32.MAX_CHARS) {
            throw new IllegalArgumentException("it has more than " + Bech32.MAX_CHARS + " characters");
        }
        byte[] payload = Base58.decodeChecked(text);
        if (payload.length != 1 + HASH160_BYTES) {
            throw new IllegalArgumentException("it holds " + payload.length + " bytes instead of 21");
        }
        int version = payload[0] & 0xff;
        if (version == network.p2pkhVersion()) {
            return hashScript(
                    new byte[] {0x76, (byte) 0xa9, HASH160_BYTES}, payload, new byte[] {(byte) 0x88, (byte) 0xac});
        }
        if (network.p2shVersions().contains(version)) {
            return hashScript(new byte[] {(byte) 0xa9, HASH160_BYTES}, payload, new byte[] {(byte) 0x87});
        }
        List<Network> others =
                knownWhere(n -> version == n.p2pkhVersion() || n.p2shVersions().contains(version));
        if (!others.isEmpty()) {
            throw foreign(others);
        }
        throw refusal("is of a network unknown here (version byte 0x" + Integer.toHexString(version) + ")");
    }

    private static byte[] hashScript(byte[] head, byte[] payload, byte[] tail) {
        byte[] script = new byte[head.length + HASH160_BYTES + tail.length];
        System.arraycopy(head, 0, script, 0, head.length);
        System.arraycopy(payload, 1, script, head.length, HASH160_BYTES);
        System.arraycopy(tail, 0, script, head.length + HASH160_BYTES, tail.length);
        return script;
    }

    private boolean hasPrefixOf(Network n) {
        return lower.startsWith(n.bech32Prefix() + "1");
    }

    private static List<Network> knownWhere(Predicate<Network> condition) {
        return Network.known().stream().filter(condition).toList();
    }

    private void refuseUnprintable() {
        if (text.isEmpty()) {
            throw new AddressException("the payout address is empty" + whatToUse());
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                throw refusal("is not valid: character " + (i + 1) + " is a space or not printable ASCII");
            }
        }
    }

    private AddressException foreign(List<Network> others) {
        return refusal("is of " + others.stream().map(Network::name).collect(Collectors.joining(" or ")));
    }

    private AddressException refusal(String what) {
        return new AddressException("address " + shown() + " " + what + whatToUse());
    }

    private String whatToUse() {
        return ", this pool mines " + network.name() + ": use an address that starts with " + network.bech32Prefix()
                + "1…";
    }

    /** The text, made safe for logs: it may come from a stranger. */
    private String shown() {
        String cut = text.length() > Bech32.MAX_CHARS ? text.substring(0, Bech32.MAX_CHARS) + "…" : text;
        return cut.replaceAll("[^!-~…]", "?");
    }
}
