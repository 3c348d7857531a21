package io.otedama.examples;

import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the chain of the demo was made with. It outlives the process with the chain, which goes on under the same terms only.
 *
 * @param bits how hard a block is, compact
 * @param maturity confirmations after which a coinbase may be spent
 */
record ChainTerms(int bits, int maturity) {
    private static final String BITS = "bits";
    private static final String MATURITY = "maturity";

    /**
     * Those of the chain in a data directory, else new ones, which are kept there.
     *
     * @param data null: nothing is kept
     * @param maturity as the user wants it; null: as it is, else as on a real chain
     * @param newBits how hard blocks of a new chain are; asked only for such
     * @throws ConfigurationException when the directory cannot be used
     */
    static ChainTerms of(@Nullable Path data, @Nullable Integer maturity, IntSupplier newBits) {
        int wanted = maturity == null ? Network.COINBASE_MATURITY : maturity;
        if (data == null) {
            return new ChainTerms(newBits.getAsInt(), wanted);
        }
        Path file = DataDirectory.chainTerms(data);
        try {
            Files.createDirectories(data);
            if (Files.exists(file)) {
                ChainTerms known = read(file);
                return maturity == null ? known : new ChainTerms(known.bits, maturity);
            }
            ChainTerms fresh = new ChainTerms(newBits.getAsInt(), wanted);
            fresh.write(file);
            return fresh;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "--data", data + " cannot be used: " + e, "Name a directory that may be written to");
        }
    }

    private static ChainTerms read(Path file) throws IOException {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            byte[] bits = Hex.decode(properties.getProperty(BITS, ""));
            return new ChainTerms(
                    ByteBuffer.wrap(bits).getInt(), Integer.parseInt(properties.getProperty(MATURITY, "")));
        } catch (RuntimeException e) {
            throw new ConfigurationException(
                    "--data", file + " is damaged", "Choose another directory, or restore the file from a copy");
        }
    }

    /** Whole or not at all: a kill leaves no half of it. */
    private void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, BITS + "=" + Hex.encode8(bits) + "\n" + MATURITY + "=" + maturity + "\n");
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file);
        }
    }
}
