package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.regtest.RegtestTransaction;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.security.AddressAuthenticator;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coinbases that pay many outputs, mined over TCP by clients of every size class: the embedded chain takes each block, and
 * each coinbase is as large as its miner's firmware can take, not larger.
 */
class CoinbaseDirectIT {
    private static final String POOL = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String POOL_SCRIPT = "00146f58bac9506f9bfb821d62e69330410bb56f0085";
    private static final String OWNER = "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA";
    private static final String OWNER_SCRIPT = "a91436e9f191e0b75036a77f65e2eaa4752443233fbe87";
    private static final List<String> AGENTS =
            List.of("NiceHash/1.0", "Antminer S19/1.0", "Antminer S21/1.0", "whatsminer/v1.0", "bitaxe/1.0");
    private static final int BLOCKS_EACH = 3;
    private static final int LARGEST_OUTPUT_BYTES = 43;

    /** Room for the longest script of an owner and the longest count of outputs, which not every coinbase needs. */
    private static final int SLACK_BYTES = 24;

    /** More payees of every kind of script than any client has room for. */
    private record ManyPayees(boolean perOwner) implements CoinbaseSplitSource {
        private static final List<String> KINDS =
                List.of("0014%040x", "76a914%040x88ac", "a914%040x87", "5120%064x", "0020%064x");

        @Override
        public CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes) {
            List<Output> outputs = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String script = KINDS.get(i % KINDS.size()).formatted(i + 1);
                outputs.add(new Output(Hex.decode(script), 1 + i));
            }
            return new CoinbaseSplit(1, outputs);
        }
    }

    @ParameterizedTest
    @CsvSource({"false," + POOL_SCRIPT, "true," + OWNER_SCRIPT})
    void theChainTakesTheCoinbaseOfEveryClass(boolean perOwner, String restScript) throws Exception {
        RegtestChain chain = RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .transactionsPerBlock(5)
                .build();
        try (RegtestServer node = RegtestServer.start(chain)) {
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build());
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(POOL)
                    .frontEnd(stratum)
                    .authenticator(new AddressAuthenticator(Network.BITCOIN_REGTEST))
                    .coinbaseSplits(new ManyPayees(perOwner))
                    .build()) {
                pool.start();
                int blocks = 0;
                for (String agent : AGENTS) {
                    mine(stratum.localAddress().getPort(), agent);
                    blocks += BLOCKS_EACH;
                    int next = blocks + 1; // the next miner must not begin with work on an older tip
                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> Objects.requireNonNull(pool.snapshot().job())
                                            .height()
                                    == next);
                }
            }
        }
        for (int height = 1; height <= AGENTS.size() * BLOCKS_EACH; height++) {
            ClientClass expected = ClientClass.all().get((height - 1) / BLOCKS_EACH);
            verify(chain.blockAt(height).orElseThrow(), expected, restScript);
        }
    }

    private static void mine(int port, String agent) throws Exception {
        try (StepMiner miner = new StepMiner(port, new Sha256dProofOfWork(), OWNER + ".rig", agent)) {
            miner.mine(BLOCKS_EACH);
        }
    }

    private static void verify(RegtestBlock block, ClientClass clientClass, String restScript) {
        int largest = clientClass.maxCoinbaseBytes();
        RegtestTransaction coinbase = block.coinbase();
        assertThat(coinbase.baseBytes()).isLessThanOrEqualTo(largest);
        if (clientClass != ClientClass.STANDARD) { // there the signature operations of a block end it earlier
            assertThat(coinbase.baseBytes()).isGreaterThan(largest - LARGEST_OUTPUT_BYTES - SLACK_BYTES);
        }
        List<String> scripts = coinbase.outputs().stream()
                .map(output -> Hex.encode(output.script()))
                .toList();
        assertThat(scripts.get(0)).isEqualTo(restScript);
        assertThat(scripts.get(scripts.size() - 1)).startsWith("6a24aa21a9ed");
        assertThat(scripts).hasSizeGreaterThan(5);
    }
}
