package io.otedama.spi;

import io.otedama.chain.Address;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.testkit.FakeAddresses;
import io.otedama.testkit.FakeWallet;
import java.util.List;

/** The fake that other tests rely on keeps the promises of the port. */
class FakeWalletTest extends WalletContract {
    @Override
    protected Fixture open() {
        return new InMemory();
    }

    private static final class InMemory implements Fixture {
        private final FakeWallet wallet = new FakeWallet();
        private int strangers;

        private InMemory() {
            for (int i = 0; i < 5; i++) {
                wallet.fund(20_000_000);
            }
        }

        @Override
        public Wallet wallet() {
            return wallet;
        }

        @Override
        public byte[] stranger() {
            return Address.parse(FakeAddresses.of(++strangers), Network.BITCOIN_REGTEST)
                    .script();
        }

        @Override
        public void mine(int blocks) {
            wallet.mine(blocks);
        }

        @Override
        public Hash256 spendElsewhere(List<TxOutPoint> inputs) {
            return wallet.spendElsewhere(inputs);
        }

        @Override
        public void restart() {
            wallet.restart();
        }

        @Override
        public long received(byte[] script) {
            return wallet.received(script);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
