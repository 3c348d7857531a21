package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.TemplateTransaction;
import io.otedama.error.ConfigurationException;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegtestChainTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void beginsWithTheNetworksGenesis(Chains kind) {
        RegtestChain chain = kind.builder().build();
        assertThat(chain.tip().hash()).isEqualTo(kind.network.genesis());
        assertThat(chain.height()).isZero();
        assertThat(RegtestBlock.parse(chain.tip().toBytes()).hash()).isEqualTo(kind.network.genesis());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 400})
    void fillsEveryTemplate(int count) {
        RegtestChain chain = RegtestChain.builder().transactionsPerBlock(count).build();
        for (int i = 0; i < 20; i++) {
            assertThat(chain.template().transactions()).hasSize(count);
            chain.mineBlock();
        }
        assertThat(chain.height()).isEqualTo(20);
    }

    @Test
    void makesTransactionsOfEveryKind() {
        BlockTemplate template =
                RegtestChain.builder().transactionsPerBlock(300).build().template();
        List<TemplateTransaction> all = template.transactions();
        assertThat(all).filteredOn(TemplateTransaction::hasWitness).hasSizeBetween(200, 299);
        Set<Hash256> seen = new HashSet<>();
        int dependent = 0;
        for (TemplateTransaction one : all) {
            RegtestTransaction transaction = RegtestTransaction.parse(one.data());
            assertThat(transaction.txid()).isEqualTo(one.txid());
            assertThat(transaction.wtxid()).isEqualTo(one.wtxid());
            assertThat(transaction.weight()).isEqualTo(one.weight());
            assertThat(one.fee()).isPositive();
            dependent += transaction.inputs().stream()
                            .anyMatch(i -> seen.contains(i.previous().txid()))
                    ? 1
                    : 0;
            seen.add(one.txid());
        }
        assertThat(seen).hasSize(300);
        assertThat(dependent).isGreaterThan(20);
        long fees = all.stream().mapToLong(TemplateTransaction::fee).sum();
        assertThat(template.coinbaseValue()).isEqualTo(5_000_000_000L + fees);
    }

    @Test
    void theSameSeedGivesTheSameTransactions() {
        assertThat(txidsAfterThreeBlocks(7)).isEqualTo(txidsAfterThreeBlocks(7)).isNotEqualTo(txidsAfterThreeBlocks(8));
    }

    private static List<Hash256> txidsAfterThreeBlocks(long seed) {
        RegtestChain chain =
                RegtestChain.builder().seed(seed).clock(new ManualClock()).build();
        chain.mineBlocks(3);
        return chain.template().transactions().stream()
                .map(TemplateTransaction::txid)
                .toList();
    }

    @Test
    void newTransactionsArriveWithTimeUpToTwiceTheNumber() {
        ManualClock clock = new ManualClock();
        RegtestChain chain = RegtestChain.builder().clock(clock).build();
        clock.advance(Duration.ofSeconds(29));
        assertThat(chain.template().transactions()).hasSize(5);
        clock.advance(Duration.ofSeconds(1));
        assertThat(chain.template().transactions()).hasSize(6);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(30));
            assertThat(chain.template().transactions()).hasSizeBetween(6, 10);
        }
        assertThat(chain.template().transactions()).hasSize(10);
        assertThat(chain.addTransactions(3)).isEqualTo(3);
        assertThat(chain.template().transactions()).hasSize(13);
    }

    @Test
    void halvesTheSubsidy() {
        RegtestChain chain = RegtestChain.builder().transactionsPerBlock(0).build();
        chain.mineBlocks(149);
        assertThat(chain.template().coinbaseValue()).isEqualTo(2_500_000_000L);
        assertThat(chain.tip().coinbase().outputValue()).isEqualTo(5_000_000_000L);
        chain.mineBlock();
        assertThat(chain.tip().coinbase().outputValue()).isEqualTo(2_500_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void minesAtHarderBits(Chains kind) {
        RegtestChain chain = kind.builder().bits(0x2000ffff).build();
        chain.mineBlock();
        assertThat(chain.tip().header().bits()).isEqualTo(0x2000ffff);
        BlockWorkshop easy = BlockWorkshop.on(chain, kind.pow);
        easy.bits = 0x207fffff;
        assertThat(chain.submit(easy.build())).isEqualTo(new SubmitResult(Outcome.REJECTED, "bad-diffbits"));
    }

    @ParameterizedTest
    @EnumSource
    void keepsASideBranchAndFollowsItWhenItHasMoreWork(Chains kind) {
        RegtestChain chain = kind.builder().build();
        List<RegtestBlock> first = chain.mineBlocks(3);
        RegtestBlock side = chain.mineOn(first.get(1).hash());
        assertThat(chain.tip()).isSameAs(first.get(2));
        assertThat(chain.confirmations(side.hash())).isEqualTo(-1);
        assertThat(chain.submit(side)).isEqualTo(new SubmitResult(Outcome.DUPLICATE, "duplicate"));

        RegtestBlock better = chain.mineOn(side.hash());
        assertThat(chain.tip()).isSameAs(better);
        assertThat(chain.confirmations(first.get(2).hash())).isEqualTo(-1);
        assertThat(chain.confirmations(side.hash())).isEqualTo(2);
        assertThat(chain.submit(first.get(2))).isEqualTo(new SubmitResult(Outcome.DUPLICATE, "duplicate"));
    }

    @Test
    void aSubmittedSideBlockIsInconclusive() {
        RegtestChain chain = RegtestChain.builder().build();
        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        RegtestBlock late = shop.build();
        chain.mineBlock();
        assertThat(chain.submit(late)).isEqualTo(new SubmitResult(Outcome.INCONCLUSIVE, "inconclusive"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12})
    void reorganisesAndTheTransactionsWaitAgain(int depth) {
        RegtestChain chain = RegtestChain.builder().build();
        chain.mineBlocks(12);
        int coins = coins(chain);
        List<RegtestBlock> left = new ArrayList<>();
        for (int height = 13 - depth; height <= 12; height++) {
            left.add(chain.blockAt(height).orElseThrow());
        }
        List<RegtestBlock> branch = chain.reorg(depth);

        assertThat(branch).hasSize(depth + 1);
        assertThat(chain.height()).isEqualTo(13);
        assertThat(chain.tip()).isSameAs(branch.get(depth));
        assertThat(chain.confirmations(left.get(0).hash())).isEqualTo(-1);
        Set<Hash256> waiting = new HashSet<>();
        chain.template().transactions().forEach(t -> waiting.add(t.txid()));
        for (RegtestBlock block : left) {
            block.transactions().stream()
                    .skip(1)
                    .forEach(t -> assertThat(waiting).contains(t.txid()));
        }
        chain.mineBlock();
        assertThat(coins(chain)).isGreaterThan(coins);
    }

    private static int coins(RegtestChain chain) {
        return chain.read(s -> s.coins().size());
    }

    @Test
    void cannotReorganiseTheGenesis() {
        RegtestChain chain = RegtestChain.builder().build();
        chain.mineBlock();
        assertThatThrownBy(() -> chain.reorg(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chain.reorg(0)).isInstanceOf(IllegalArgumentException.class);
        chain.invalidateTip();
        assertThatThrownBy(chain::invalidateTip).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBetterBranchWithABadBlockIsLeftAgain() {
        RegtestChain chain = RegtestChain.builder().build();
        chain.mineBlocks(2);
        Hash256 tip = chain.mineBlock().hash();
        int coins = coins(chain);
        Hash256 fork = chain.blockAt(1).orElseThrow().hash();

        BlockWorkshop greedy = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        greedy.others.clear();
        greedy.previous = fork;
        greedy.coinbaseScript = new byte[] {0x52, 0x01, 0x07};
        greedy.outputs.set(0, new TxOutput(5_000_000_001L, new byte[] {0x51}));
        RegtestBlock bad = greedy.build();
        assertThat(chain.submit(bad).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        RegtestBlock child = chain.mineOn(bad.hash());
        assertThat(chain.tip().hash()).isEqualTo(tip);
        BlockWorkshop last = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        last.others.clear();
        last.previous = child.hash();
        last.outputs.set(0, new TxOutput(1, new byte[] {0x51}));
        chain.submit(last.build());

        assertThat(chain.tip().hash()).isEqualTo(tip);
        assertThat(coins(chain)).isEqualTo(coins);
        assertThat(chain.submit(bad)).isEqualTo(new SubmitResult(Outcome.REJECTED, "duplicate-invalid"));
        chain.mineBlock();
        assertThat(chain.height()).isEqualTo(4);
    }

    @Test
    void invalidatingTheTipGoesBackToTheOtherBranch() {
        RegtestChain chain = RegtestChain.builder().build();
        chain.mineBlocks(2);
        RegtestBlock tip = chain.tip();
        RegtestBlock side = chain.mineOn(chain.blockAt(1).orElseThrow().hash());
        assertThat(chain.invalidateTip()).isSameAs(tip);
        assertThat(chain.tip()).isSameAs(side);
    }

    @Test
    void tellsOfEveryTipInOrderAndWakesWhoWaits() throws Exception {
        RegtestChain chain = RegtestChain.builder().build();
        List<Integer> heights = new CopyOnWriteArrayList<>();
        RegtestListener listener = (tip, height) -> heights.add(height);
        chain.addListener(listener);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Hash256 before = chain.tip().hash();
        Future<Boolean> change = pool.submit(() -> chain.awaitTipChange(before, LONG));
        chain.mineBlocks(3);
        assertThat(change.get(20, TimeUnit.SECONDS)).isTrue();
        Future<Boolean> height = pool.submit(() -> chain.awaitHeight(4, LONG));
        chain.mineBlock();
        assertThat(height.get(20, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(heights).containsExactly(1, 2, 3, 4);
        chain.removeListener(listener);
        chain.mineBlock();
        assertThat(heights).hasSize(4);
        assertThat(chain.awaitHeight(99, Duration.ZERO)).isFalse();
    }

    @Test
    void manyThreadsMineOneChain() throws Exception {
        RegtestChain chain = RegtestChain.builder().build();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<List<RegtestBlock>>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            work.add(pool.submit(() -> chain.mineBlocks(25)));
        }
        Set<Hash256> hashes = new HashSet<>();
        for (Future<List<RegtestBlock>> one : work) {
            one.get(60, TimeUnit.SECONDS).forEach(block -> hashes.add(block.hash()));
        }
        pool.shutdown();
        assertThat(chain.height()).isEqualTo(100);
        assertThat(hashes).hasSize(100);
        assertThat(hashes).allMatch(hash -> chain.confirmations(hash) > 0);
    }

    @Test
    void saysEveryMistakeOfTheConfiguration() {
        RegtestChainBuilder builder = RegtestChain.builder()
                .network(Network.LITECOIN)
                .bits(0x2100ffff)
                .transactionsPerBlock(2_001)
                .coinbaseMaturity(101)
                .transactionInterval(Duration.ZERO);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.key())
                                .containsExactly(
                                        "network",
                                        "proofOfWork",
                                        "bits",
                                        "transactionsPerBlock",
                                        "transactionInterval",
                                        "coinbaseMaturity"));
    }
}
