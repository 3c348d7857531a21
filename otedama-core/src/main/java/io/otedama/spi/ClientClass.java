package io.otedama.spi;

import java.util.List;
import java.util.Locale;

/**
 * How large a coinbase a miner's firmware can take: the whole transaction in bytes, as miners see it (without witness). In
 * ascending order. Decides nothing but the coinbase variant; never who is owed what.
 *
 * <p>A class is told by how the user agent of {@code mining.subscribe} begins, upper or lower case; of several beginnings
 * the longest counts. Sources: sizes and user agents as DATUM Gateway found them (OCEAN-xyz/datum_gateway,
 * datum_coinbaser.c and datum_stratum.c); {@code bmminer} and {@code cgminer} are what stock Antminers of older generations
 * call themselves, and whoever else does loses nothing but outputs. Braiins OS, Bitaxe, ePIC and Vnish take 16,000 bytes,
 * and so may everything that is not known to need less.
 */
public enum ClientClass {
    /** The hashrate market's proxies. */
    NICEHASH(500, "nicehash/"),

    /** Stock firmware of Antminers, S19 and older. */
    ANTMINER(750, "antminer", "bmminer", "cgminer"),

    /** Stock firmware of the Antminer S21; that of the S21 Pro and others is not known to take as much. */
    ANTMINER_S21(2_250, "antminer s21/"),

    /** MicroBT's firmware. */
    WHATSMINER(6_500, "whatsminer/"),

    /** Everything else. */
    STANDARD(16_000);

    private static final List<ClientClass> ALL = List.of(values());

    private final int maxCoinbaseBytes;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> beginnings;

    ClientClass(int maxCoinbaseBytes, String... beginnings) {
        this.maxCoinbaseBytes = maxCoinbaseBytes;
        this.beginnings = List.of(beginnings);
    }

    /** Every class, in ascending order of {@link #maxCoinbaseBytes()}. */
    public static List<ClientClass> all() {
        return ALL;
    }

    /** The class of a client that introduces itself so; {@link #STANDARD} when it is not known, or says nothing. */
    public static ClientClass ofUserAgent(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        ClientClass found = STANDARD;
        int longest = 0;
        for (ClientClass candidate : ALL) {
            for (String beginning : candidate.beginnings) {
                if (beginning.length() > longest && lower.startsWith(beginning)) {
                    found = candidate;
                    longest = beginning.length();
                }
            }
        }
        return found;
    }

    /** Greatest coinbase transaction, bytes without witness. */
    public int maxCoinbaseBytes() {
        return maxCoinbaseBytes;
    }
}
