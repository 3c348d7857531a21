package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainDirectoryIT {
    private static final String STRANGER = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    @TempDir
    private Path directory;

    private RegtestChainBuilder builder() {
        return RegtestChain.builder().directory(directory).coinbaseMaturity(2);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereItStopped(Chains kind) {
        Hash256 tip;
        Hash256 side;
        try (RegtestChain chain = kind.builder().directory(directory).build()) {
            List<RegtestBlock> blocks = chain.mineBlocks(5);
            side = chain.mineOn(blocks.get(2).hash()).hash();
            tip = chain.tip().hash();
        }
        try (RegtestChain chain = kind.builder().directory(directory).build()) {
            assertThat(chain.tip().hash()).isEqualTo(tip);
            assertThat(chain.confirmations(side)).isEqualTo(-1);
            assertThat(chain.template().transactions()).hasSize(5);
            RegtestBlock better = chain.mineOn(chain.mineOn(side).hash());
            assertThat(chain.tip()).isSameAs(better);
            chain.mineBlocks(2);
            chain.invalidateTip();
            tip = chain.tip().hash();
        }
        try (RegtestChain chain = kind.builder().directory(directory).build()) {
            assertThat(chain.tip().hash()).isEqualTo(tip);
            assertThat(chain.height()).isEqualTo(7);
        }
    }

    @Test
    void keepsBalancesSentTransactionsAndKeysButNoLocks() throws Exception {
        String txid;
        String balance;
        Set<String> addresses = new HashSet<>();
        try (RegtestChain chain = builder().build();
                RegtestServer server = RegtestServer.start(chain)) {
            chain.mineBlocks(4);
            RpcCaller rpc = new RpcCaller(server);
            txid = new WalletUser(rpc).pay(STRANGER, "1.5");
            balance = rpc.result("getbalance").asText();
            addresses.add(rpc.result("getnewaddress").textValue());
            new WalletUser(rpc).lockAll();
            assertThat(rpc.result("listlockunspent").size()).isEqualTo(2);
        }
        try (RegtestChain chain = builder().build();
                RegtestServer server = RegtestServer.start(chain)) {
            RpcCaller rpc = new RpcCaller(server);
            assertThat(rpc.result("getbalance").asText()).isEqualTo(balance);
            assertThat(rpc.result("listlockunspent").size()).isZero();
            assertThat(rpc.result("gettransaction", txid).path("confirmations").intValue())
                    .isZero();
            assertThat(rpc.result("getmempoolentry", txid).path("vsize").intValue())
                    .isPositive();
            assertThat(addresses.add(rpc.result("getnewaddress").textValue())).isTrue();
            chain.mineBlock();
        }
        try (RegtestChain chain = builder().build();
                RegtestServer server = RegtestServer.start(chain)) {
            RpcCaller rpc = new RpcCaller(server);
            assertThat(rpc.result("gettransaction", txid).path("confirmations").intValue())
                    .isEqualTo(1);
            assertThat(addresses.add(rpc.result("getnewaddress").textValue())).isTrue();
        }
    }

    @Test
    void noTwoStartsMakeTheSameBlock() {
        ManualClock clock = new ManualClock();
        Set<Hash256> blocks = new HashSet<>();
        for (int start = 0; start < 5; start++) {
            try (RegtestChain chain = builder().clock(clock).build()) {
                Hash256 genesis = chain.blockAt(0).orElseThrow().hash();
                assertThat(blocks.add(chain.mineOn(genesis).hash())).isTrue();
            }
        }
    }

    @Test
    void theClockMayHaveGoneBack() {
        ManualClock late = new ManualClock();
        late.advance(Duration.ofDays(2));
        try (RegtestChain chain = builder().clock(late).build()) {
            chain.mineBlocks(12);
        }
        try (RegtestChain chain = builder().clock(new ManualClock()).build()) {
            assertThat(chain.height()).isEqualTo(12);
            assertThat(chain.template().minTime()).isGreaterThan(new ManualClock().epochMillis() / 1_000);
        }
    }

    @Test
    void aTornTailIsCutOff() throws Exception {
        try (RegtestChain chain = builder().build()) {
            chain.mineBlocks(3);
        }
        Path file = directory.resolve(ChainLog.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new Random(5).ints(40, 0, whole.length).toArray()) {
            Files.write(file, Arrays.copyOf(whole, cut));
            int height;
            try (RegtestChain chain = builder().build()) {
                height = chain.height();
                assertThat(height).as("cut at %d of %d", cut, whole.length).isLessThan(4);
                chain.mineBlock();
            }
            try (RegtestChain chain = builder().build()) {
                assertThat(chain.height()).isEqualTo(height + 1);
            }
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 5_000)); // what a lost power leaves
        try (RegtestChain chain = builder().build()) {
            assertThat(chain.height()).isEqualTo(3);
        }
    }

    @Test
    void damageInTheMiddleIsRefused() throws Exception {
        try (RegtestChain chain = builder().build()) {
            chain.mineBlocks(3);
        }
        flip(directory.resolve(ChainLog.FILE), 400);
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is damaged: the record at byte");
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aDirectoryOfAnotherChainIsRefusedByName() {
        builder().build().close();
        assertThatThrownBy(() -> Chains.SCRYPT.builder().directory(directory).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("network is bitcoin-regtest there, not litecoin-regtest")
                .hasMessageContaining("genesis is 0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206")
                .hasMessageContaining("algorithm is sha256d there, not scrypt");
        assertThatThrownBy(() -> builder().coinbaseMaturity(3).seed(2).build())
                .hasMessageContaining("coinbaseMaturity is 2 there, not 3, seed is 1 there, not 2");
    }

    @Test
    void oneChainPerDirectory() {
        try (RegtestChain chain = builder().build()) {
            assertThatThrownBy(() -> builder().build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is in use by another chain");
            assertThat(chain.mineBlock()).isNotNull();
        }
        builder().build().close();
    }

    @Test
    void afterAFailedWriteNobodySeesWhatIsNotOnTheDisk() {
        RegtestChain chain = builder().build();
        chain.mineBlock();
        chain.close(); // the file can no longer be written
        assertThatThrownBy(chain::mineBlock).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(chain::height).hasMessageContaining("could not be written down");
        try (RegtestChain again = builder().build()) {
            assertThat(again.height()).isEqualTo(1);
        }
    }

    @Test
    void aKilledProcessGoesOn() throws Exception {
        Set<String> addresses = new HashSet<>();
        for (int kill = 0; kill < 3; kill++) {
            List<String> told = ChainProcess.runAndKill(directory, 30 + 7 * kill);
            try (RegtestChain chain = ChainProcess.builder(directory).build()) {
                for (String line : told) {
                    String text = line.substring(2);
                    switch (line.charAt(0)) {
                        case 'B' ->
                            assertThat(chain.confirmations(Hash256.ofDisplay(text)))
                                    .isPositive();
                        case 'A' ->
                            assertThat(addresses.add(text)).as("new address").isTrue();
                        default ->
                            assertThat(isKnown(chain, Hash256.ofDisplay(text))).isTrue();
                    }
                }
                String next = chain.change(s -> s.wallet().newAddress());
                assertThat(addresses.add(next)).isTrue();
            }
        }
    }

    private static boolean isKnown(RegtestChain chain, Hash256 txid) {
        return chain.read(s -> {
            FoundTransaction found = s.wallet().find(txid);
            return found != null && (found.entry() != null || s.mempool().find(txid) != null);
        });
    }
}
