package io.otedama.examples;

import io.otedama.spi.WalletContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wallet contract with Litecoin Core itself; each test has a wallet of its own in one daemon. */
@Timeout(300)
class CoreWalletIT extends WalletContract {
    @TempDir
    private static Path directory;

    private static LitecoinRegtest chain;
    private static int wallets;

    @BeforeAll
    static void startDaemon() {
        chain = LitecoinWallet.startWithBank(directory);
    }

    @AfterAll
    static void stopDaemon() {
        if (chain != null) {
            chain.close();
        }
    }

    @Override
    protected Fixture open() {
        wallets++;
        return new LitecoinWallet(chain, "w" + wallets, wallets);
    }
}
