package io.otedama.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** One file of {@code src/test/resources/vectors}; its README names the origins. */
public final class Vectors {
    private final Properties values = new Properties();

    private Vectors(String file) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
            values.load(new InputStreamReader(in, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Vectors of(String file) {
        return new Vectors(file);
    }

    public static Vectors mainnet(int height) {
        return of("mainnet_" + height + "_header_coinbase.txt");
    }

    public byte[] bytes(String key) {
        return Hex.decode(text(key));
    }

    /** Comma-separated hashes in internal order. */
    public List<Hash256> hashes(String key) {
        return Arrays.stream(text(key).split(","))
                .map(hex -> Hash256.ofInternal(Hex.decode(hex)))
                .toList();
    }

    private String text(String key) {
        return Objects.requireNonNull(values.getProperty(key), key).trim();
    }
}
