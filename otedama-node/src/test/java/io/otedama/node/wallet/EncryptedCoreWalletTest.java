package io.otedama.node.wallet;

import io.otedama.spi.WalletContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same promises with a wallet that is locked whenever nobody signs. */
class EncryptedCoreWalletTest extends WalletContract {
    @TempDir
    private Path directory;

    @Override
    protected Fixture open() {
        return new RegtestDaemon(directory, RegtestDaemon.PASSPHRASE);
    }
}
