package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One good block, and each way to spoil it, with Bitcoin Core's word for it. */
class BlockRulesTest {
    private final ManualClock clock = new ManualClock();

    private RegtestChain chain(Chains kind) {
        RegtestChain chain = kind.builder().clock(clock).build();
        chain.mineBlocks(12);
        return chain;
    }

    private static void rejects(RegtestChain chain, RegtestBlock block, String reason) {
        int height = chain.height();
        SubmitResult result = chain.submitBlock(block.toBytes());
        assertThat(result).isEqualTo(new SubmitResult(Outcome.REJECTED, reason));
        assertThat(chain.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAGoodBlockOnceAndKnowsItAfterwards(Chains kind) {
        RegtestChain chain = chain(kind);
        RegtestBlock block = BlockWorkshop.on(chain, kind.pow).build();

        assertThat(chain.submitBlock(block.toBytes())).isEqualTo(SubmitResult.ACCEPTED);
        assertThat(chain.submitBlock(block.toBytes())).isEqualTo(new SubmitResult(Outcome.DUPLICATE, "duplicate"));
        assertThat(chain.tip().toBytes()).isEqualTo(block.toBytes());
        assertThat(chain.confirmations(block.hash())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoBlock(Chains kind) {
        RegtestChain chain = chain(kind);
        byte[] good = BlockWorkshop.on(chain, kind.pow).build().toBytes();
        for (byte[] bad : List.of(
                new byte[0],
                new byte[] {0},
                Arrays.copyOf(good, 79),
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1))) {
            assertThatThrownBy(() -> chain.submitBlock(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(chain.submitBlock(good)).isEqualTo(SubmitResult.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadHeaders(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop noWork = BlockWorkshop.on(chain, kind.pow);
        noWork.meetTarget = false;
        rejects(chain, noWork.build(), "high-hash");

        BlockWorkshop otherBits = BlockWorkshop.on(chain, kind.pow);
        otherBits.bits = 0x207ffffe;
        rejects(chain, otherBits.build(), "bad-diffbits");

        BlockWorkshop orphan = BlockWorkshop.on(chain, kind.pow);
        orphan.previous = Hash256.ofDisplay("11".repeat(32));
        rejects(chain, orphan.build(), "prev-blk-not-found");

        BlockWorkshop oldVersion = BlockWorkshop.on(chain, kind.pow);
        oldVersion.version = 1;
        rejects(chain, oldVersion.build(), "bad-version(0x00000001)");
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheTimeRulesToTheSecond(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop early = BlockWorkshop.on(chain, kind.pow);
        early.time = chain.template().minTime() - 1;
        rejects(chain, early.build(), "time-too-old");

        long now = clock.epochMillis() / 1_000;
        BlockWorkshop late = BlockWorkshop.on(chain, kind.pow);
        late.time = now + 7_201;
        rejects(chain, late.build(), "time-too-new");

        late.time = now + 7_200;
        assertThat(chain.submit(late.build())).isEqualTo(SubmitResult.ACCEPTED);
        BlockWorkshop first = BlockWorkshop.on(chain, kind.pow);
        first.time = chain.template().minTime();
        assertThat(chain.submit(first.build())).isEqualTo(SubmitResult.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesMerkleFaults(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop shop = BlockWorkshop.on(chain, kind.pow);
        List<RegtestTransaction> all = new ArrayList<>(List.of(shop.coinbase()));
        all.addAll(shop.others);
        rejects(chain, shop.build(all, Hash256.ofDisplay("22".repeat(32))), "bad-txnmrklroot");

        List<RegtestTransaction> odd = all.subList(0, 3);
        List<RegtestTransaction> doubled = new ArrayList<>(odd);
        doubled.add(odd.get(2));
        rejects(chain, shop.build(doubled), "bad-txns-duplicate");
        RegtestBlock good = shop.build(all);
        assertThat(chain.submit(good)).isEqualTo(SubmitResult.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesCoinbaseFaults(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop shop = BlockWorkshop.on(chain, kind.pow);
        rejects(chain, shop.build(shop.others), "bad-cb-missing");
        rejects(chain, shop.build(List.of(shop.coinbase(), otherCoinbase(shop))), "bad-cb-multiple");

        shop.coinbaseScript = new byte[] {1};
        rejects(chain, shop.build(), "bad-cb-length");
        shop.coinbaseScript = Arrays.copyOf(Scripts.heightPush(13), 101);
        rejects(chain, shop.build(), "bad-cb-length");
        shop.coinbaseScript = Arrays.copyOf(Scripts.heightPush(14), 10);
        rejects(chain, shop.build(), "bad-cb-height");

        BlockWorkshop greedy = BlockWorkshop.on(chain, kind.pow);
        TxOutput reward = greedy.outputs.get(0);
        greedy.outputs.set(0, new TxOutput(reward.value() + 1, reward.script()));
        RegtestBlock tooMuch = greedy.build();
        rejects(chain, tooMuch, "bad-cb-amount");
        rejects(chain, tooMuch, "duplicate-invalid");

        BlockWorkshop longest = BlockWorkshop.on(chain, kind.pow);
        longest.coinbaseScript = Arrays.copyOf(Scripts.heightPush(13), 100);
        longest.outputs.set(0, new TxOutput(reward.value() - 1, reward.script()));
        assertThat(chain.submit(longest.build())).isEqualTo(SubmitResult.ACCEPTED);
    }

    private static RegtestTransaction otherCoinbase(BlockWorkshop shop) {
        byte[] script = shop.coinbaseScript;
        shop.coinbaseScript = Arrays.copyOf(script, script.length + 1);
        RegtestTransaction other = shop.coinbase();
        shop.coinbaseScript = script;
        return other;
    }

    @ParameterizedTest
    @EnumSource
    void refusesWitnessFaultsButNotTheBlockThatWasMeant(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop shop = BlockWorkshop.on(chain, kind.pow);
        RegtestBlock good = shop.build();

        shop.coinbaseWitness = List.of();
        RegtestBlock without = shop.build();
        assertThat(without.hash()).isEqualTo(good.hash());
        rejects(chain, without, "bad-witness-nonce-size");
        shop.coinbaseWitness = List.of(new byte[31]);
        rejects(chain, shop.build(), "bad-witness-nonce-size");
        byte[] reserved = new byte[32];
        reserved[31] = 1;
        shop.coinbaseWitness = List.of(reserved);
        rejects(chain, shop.build(), "bad-witness-merkle-match");

        shop.coinbaseWitness = List.of();
        shop.commitment = false;
        rejects(chain, shop.build(), "unexpected-witness");
        assertThat(chain.submit(good)).isEqualTo(SubmitResult.ACCEPTED);
    }

    @Test
    void needsNoCommitmentWithoutWitness() {
        RegtestChain chain = Chains.SHA256D.builder().transactionsPerBlock(0).build();
        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        shop.commitment = false;
        shop.coinbaseWitness = List.of();
        assertThat(chain.submitBlock(shop.build().toBytes())).isEqualTo(SubmitResult.ACCEPTED);
    }

    @Test
    void theLastCommitmentCounts() {
        RegtestChain chain = chain(Chains.SHA256D);
        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        shop.outputs.add(0, new TxOutput(0, WitnessCommitment.script(List.of())));
        assertThat(chain.submit(shop.build())).isEqualTo(SubmitResult.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesTooMuch(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop longBlock = BlockWorkshop.on(chain, kind.pow);
        longBlock.outputs.add(new TxOutput(0, new byte[1_000_000]));
        rejects(chain, longBlock.build(), "bad-blk-length");

        BlockWorkshop heavy = BlockWorkshop.on(chain, kind.pow);
        RegtestTransaction first = heavy.others.get(0);
        List<TxInput> inputs = new ArrayList<>(first.inputs());
        inputs.set(0, inputs.get(0).withWitness(List.of(new byte[4_000_000])));
        heavy.others.set(0, new RegtestTransaction(2, inputs, first.outputs(), 0));
        rejects(chain, heavy.build(), "bad-blk-weight");

        BlockWorkshop costly = BlockWorkshop.on(chain, kind.pow);
        byte[] checks = new byte[20_001];
        Arrays.fill(checks, (byte) 0xac);
        costly.outputs.add(new TxOutput(0, checks));
        rejects(chain, costly.build(), "bad-blk-sigops");
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadSpends(Chains kind) {
        RegtestChain chain = chain(kind);
        BlockWorkshop twice = BlockWorkshop.on(chain, kind.pow);
        RegtestTransaction first = twice.others.get(0);
        RegtestTransaction again =
                new RegtestTransaction(2, first.inputs(), List.of(new TxOutput(1, new byte[] {0x51})), 0);
        twice.others.add(again);
        rejects(chain, twice.build(), "bad-txns-inputs-missingorspent");

        BlockWorkshop locked = BlockWorkshop.on(chain, kind.pow);
        locked.others.clear();
        RegtestTransaction witnessed = firstWithWitness(chain);
        List<TxInput> inputs = List.of(witnessed.inputs().get(0).withWitness(List.of(new byte[32], new byte[35])));
        locked.others.add(new RegtestTransaction(2, inputs, List.of(new TxOutput(1, new byte[] {0x51})), 0));
        rejects(chain, locked.build(), "block-script-verify-flag-failed (Witness program hash mismatch)");

        BlockWorkshop early = BlockWorkshop.on(chain, kind.pow);
        early.others.clear();
        OutPoint reward = new OutPoint(chain.tip().coinbase().txid(), 0);
        early.others.add(new RegtestTransaction(
                2, List.of(new TxInput(reward, new byte[0], -1, List.of())), List.of(new TxOutput(1, new byte[0])), 0));
        rejects(chain, early.build(), "bad-txns-premature-spend-of-coinbase");

        BlockWorkshop later = BlockWorkshop.on(chain, kind.pow);
        later.others.set(0, new RegtestTransaction(2, first.inputs(), first.outputs(), 1_000));
        rejects(chain, later.build(), "bad-txns-nonfinal");
    }

    private static RegtestTransaction firstWithWitness(RegtestChain chain) {
        return chain.template().transactions().stream()
                .map(t -> RegtestTransaction.parse(t.data()))
                .filter(t -> chain.read(s -> s.coins().find(t.inputs().get(0).previous())) != null)
                .filter(t -> !t.inputs().get(0).witness().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherOrder(Chains kind) {
        RegtestChain chain =
                kind.builder().clock(clock).transactionsPerBlock(60).build();
        BlockWorkshop shop = BlockWorkshop.on(chain, kind.pow);
        java.util.Collections.reverse(shop.others);
        rejects(chain, shop.build(), "bad-txns-inputs-missingorspent");
    }

    @Test
    void refusesTransactionFaults() {
        Chains kind = Chains.SHA256D;
        RegtestChain chain = chain(kind);
        TxInput input = new TxInput(new OutPoint(Hash256.ofDisplay("33".repeat(32)), 0), new byte[0], -1, List.of());
        TxInput none = new TxInput(OutPoint.NONE, new byte[0], -1, List.of());
        TxOutput output = new TxOutput(1, new byte[0]);
        long max = 21_000_000L * 100_000_000L;
        rejects(chain, with(chain, List.of(input), List.of()), "bad-txns-vout-empty");
        rejects(chain, with(chain, List.of(input), List.of(new TxOutput(-1, new byte[0]))), "bad-txns-vout-negative");
        rejects(
                chain,
                with(chain, List.of(input), List.of(new TxOutput(max + 1, new byte[0]))),
                "bad-txns-vout-toolarge");
        rejects(
                chain,
                with(chain, List.of(input), List.of(new TxOutput(max, new byte[0]), output)),
                "bad-txns-txouttotal-toolarge");
        rejects(chain, with(chain, List.of(input, input), List.of(output)), "bad-txns-inputs-duplicate");
        rejects(chain, with(chain, List.of(input, none), List.of(output)), "bad-txns-prevout-null");
        rejects(chain, with(chain, List.of(input), List.of(output)), "bad-txns-inputs-missingorspent");
    }

    private static RegtestBlock with(RegtestChain chain, List<TxInput> inputs, List<TxOutput> outputs) {
        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        shop.others.add(new RegtestTransaction(2, inputs, outputs, 0));
        return shop.build();
    }

    @Test
    void refusesChildrenOfAnInvalidBlock() {
        Chains kind = Chains.SHA256D;
        RegtestChain chain = chain(kind);
        RegtestBlock condemned = chain.invalidateTip();
        assertThat(chain.height()).isEqualTo(11);
        BlockWorkshop child = BlockWorkshop.on(chain, kind.pow);
        child.previous = condemned.hash();
        child.time += 1;
        rejects(chain, child.build(), "bad-prevblk");
        rejects(chain, condemned, "duplicate-invalid");
    }
}
