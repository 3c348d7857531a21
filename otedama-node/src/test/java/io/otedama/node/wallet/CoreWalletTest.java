package io.otedama.node.wallet;

import io.otedama.spi.WalletContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class CoreWalletTest extends WalletContract {
    @TempDir
    private Path directory;

    @Override
    protected Fixture open() {
        return new RegtestDaemon(directory, "");
    }
}
