package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.rpc.CoinRpc;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ChainView;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.TemplateSource;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.template.FakeTemplateProvider;
import io.otedama.stratum.template.TemplateProviderConfig;
import io.otedama.stratum.template.TemplateProviderNode;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A pool on the templates of a provider: its blocks reach the chain as solutions alone, put together and submitted by the
 * provider, which makes its templates from the chain's {@code getblocktemplate}.
 */
class TemplateProviderPoolTest {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final int BLOCKS = 3;
    private static final RpcLimits LIMITS =
            new RpcLimits(RpcLimits.CONNECT_TIMEOUT, Duration.ofSeconds(10), RpcLimits.MAX_RESPONSE_BYTES);

    private final RegtestChain chain =
            RegtestChain.builder().transactionsPerBlock(7).bits(0x1f00ffff).build();
    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());

    @Test
    void blocksReachTheChainAsSolutionsAlone() throws Exception {
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        try (RegtestServer daemon = RegtestServer.start(chain);
                JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(daemon.url()), LIMITS);
                FakeTemplateProvider provider = FakeTemplateProvider.encrypted(authority)) {
            serve(provider, new CoinRpc(client));
            CoinNode inner =
                    new Submitless(CoreNode.builder().endpoint(daemon.url()).build());
            TemplateProviderConfig config =
                    TemplateProviderConfig.encrypted("127.0.0.1", provider.port(), authority.publicKey());
            try (Pool pool = Pool.builder()
                            .node(new TemplateProviderNode(inner, config.withPatience(Duration.ofMinutes(1))))
                            .payoutAddress(ADDRESS)
                            .frontEnd(stratum)
                            .build();
                    Mining mining = Mining.start(pool, stratum)) {
                assertThat(chain.awaitHeight(BLOCKS, Duration.ofSeconds(60))).isTrue();
                checkChain(provider);
                assertThat(mining.miner().accepted()).isPositive();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(pool.snapshot().blocks().stream()
                                        .filter(block -> block.status() == Status.IN_CHAIN))
                                .as("blocks that the pool knows to be in the chain")
                                .hasSizeGreaterThanOrEqualTo(BLOCKS));
            }
        }
    }

    @Test
    void theRunCommandTakesItsWorkFromTheProvider() {
        try (RegtestServer daemon = RegtestServer.start(chain);
                JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(daemon.url()), LIMITS);
                FakeTemplateProvider provider = FakeTemplateProvider.encrypted(authority)) {
            serve(provider, new CoinRpc(client));
            Map<String, Object> document = Map.of(
                    "nodes",
                    daemon.url(),
                    "address",
                    ADDRESS,
                    "listen",
                    "127.0.0.1:0",
                    "templateProvider",
                    "127.0.0.1:" + provider.port() + "/" + authority.publicKey());
            Problems problems = new Problems(key -> key);
            Section root = new Section("", document, problems, new EnvironmentText(name -> null));
            try (Pool pool =
                    PoolAssembly.of(new SettingsReader(root, problems).read()).pool()) {
                pool.start();
                await().until(provider::isServing);
                await().until(() -> pool.snapshot().health().stream()
                        .anyMatch(health -> health.detail().contains("from template-provider 127.0.0.1")));
            }
        }
    }

    private static void serve(FakeTemplateProvider provider, CoinRpc rpc) {
        provider.publish(template(rpc), true);
        AtomicReference<Hash256> tip = new AtomicReference<>(rpc.bestBlock());
        provider.onBlock = block -> {
            assertThat(rpc.submitBlock(block, Duration.ofSeconds(10))).isIn("", "inconclusive", "duplicate");
            BlockTemplate next = template(rpc);
            if (!next.previousBlock().equals(tip.getAndSet(next.previousBlock()))) {
                provider.publish(next, true);
            }
        };
    }

    private static BlockTemplate template(CoinRpc rpc) {
        return rpc.template(List.of("segwit")).template();
    }

    private void checkChain(FakeTemplateProvider provider) {
        List<Hash256> inChain = IntStream.rangeClosed(1, BLOCKS)
                .mapToObj(height -> chain.blockAt(height).orElseThrow())
                .peek(block -> assertThat(block.transactions()).hasSizeGreaterThan(1))
                .map(RegtestBlock::hash)
                .toList();
        await().untilAsserted(() -> assertThat(provider.blocks.stream()
                        .map(raw -> BlockHeader.parse(raw, 0).hash())
                        .toList())
                .containsAll(inChain));
    }

    /** A miner that works while the test looks on. */
    private record Mining(TestMiner miner) implements AutoCloseable {
        static Mining start(Pool pool, StratumServer stratum) {
            pool.start();
            TestMiner miner = new TestMiner(stratum.localAddress().getPort(), new Sha256dProofOfWork());
            miner.start();
            return new Mining(miner);
        }

        @Override
        public void close() {
            miner.close();
        }
    }

    /** A node that takes no blocks. */
    private record Submitless(CoinNode node) implements CoinNode {
        @Override
        public List<BlockSubmitter> submitters() {
            return List.of();
        }

        @Override
        public Network network() {
            return node.network();
        }

        @Override
        public TemplateSource templates() {
            return node.templates();
        }

        @Override
        public ChainView chain() {
            return node.chain();
        }

        @Override
        public String name() {
            return node.name();
        }

        @Override
        public void start() {
            node.start();
        }

        @Override
        public void close() {
            node.close();
        }

        @Override
        public ComponentHealth health() {
            return node.health();
        }
    }
}
