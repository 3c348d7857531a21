package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.TemplateTransaction;
import io.otedama.error.ConfigurationException;
import io.otedama.error.NodeException;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import io.otedama.spi.TemplateUpdate;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionData;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.testkit.FakeNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a provider over loopback. */
class TemplateProviderNodeTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeNode inner = new FakeNode(FakeNode.EASY_BITS);
    private final List<TemplateUpdate> updates = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private FakeTemplateProvider provider = FakeTemplateProvider.plain();
    private TemplateProviderNode node;

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
            assertThat(inner.closed).isTrue();
        }
        provider.close();
    }

    private TemplateProviderConfig plain() {
        return quick(TemplateProviderConfig.plain("127.0.0.1", provider.port()));
    }

    private static TemplateProviderConfig quick(TemplateProviderConfig config) {
        return config.withPatience(LONG)
                .withReconnect(ReconnectPolicy.exponential(Duration.ofMillis(5), Duration.ofMillis(20)));
    }

    private void start(TemplateProviderConfig config) {
        inner.silent = true;
        node = new TemplateProviderNode(
                inner, config, PoolClock.system(), (where, error, fatal) -> errors.add(error.getMessage()));
        node.templates().subscribe(updates::add);
        node.start();
    }

    private void startServing() {
        start(plain());
        await().until(provider::isServing);
    }

    private TemplateUpdate awaitUpdate(int number) {
        await().until(() -> updates.size() >= number);
        assertThat(updates).hasSize(number);
        return updates.get(number - 1);
    }

    private void awaitError(String part) {
        await().untilAsserted(() -> assertThat(errors).anyMatch(e -> e.contains(part)));
    }

    @Test
    void aFutureTemplateAndItsBlockMakeACompleteTemplate() throws Exception {
        startServing();
        BlockTemplate sent = SampleTemplates.on(100, 1, SampleTemplates.segwit(1), SampleTemplates.legacy(2));
        provider.publish(sent, true);

        TemplateUpdate update = awaitUpdate(1);
        BlockTemplate got = update.template();
        assertThat(update.reorg()).isFalse();
        assertThat(update.source()).isEqualTo("template-provider 127.0.0.1:" + provider.port());
        assertThat(got.height()).isEqualTo(100);
        assertThat(got.previousBlock()).isEqualTo(sent.previousBlock());
        assertThat(got.bits()).isEqualTo(sent.bits());
        assertThat(got.version()).isEqualTo(sent.version());
        assertThat(got.minTime()).isEqualTo(sent.curTime());
        assertThat(got.curTime()).isBetween(sent.curTime(), sent.curTime() + 60);
        assertThat(got.coinbaseValue()).isEqualTo(sent.coinbaseValue());
        assertThat(got.coinbaseAux()).isEmpty();
        assertThat(got.witnessCommitment()).isEqualTo(sent.witnessCommitment());
        assertThat(got.transactions())
                .extracting(TemplateTransaction::wtxid)
                .isEqualTo(sent.transactions().stream()
                        .map(TemplateTransaction::wtxid)
                        .toList());
        assertThat(got.transactionWeight()).isEqualTo(sent.transactionWeight());
        assertThat(provider.constraints.poll(10, TimeUnit.SECONDS)).isEqualTo(16_000);
        assertThat(provider.constraints.poll(10, TimeUnit.SECONDS)).isEqualTo(400);
        assertThat(node.health().status()).isEqualTo(Status.UP);
    }

    @Test
    void anEmptyBlockWithoutCommitmentAtAHeightOfOneByteWorks() {
        BlockTemplate sent = inner.template(3, Hash256.ZERO);
        startServing();
        provider.publish(sent, true);
        BlockTemplate got = awaitUpdate(1).template();
        assertThat(got.height()).isEqualTo(3);
        assertThat(got.transactions()).isEmpty();
        assertThat(got.witnessCommitment()).isNull();
        assertThat(got.coinbaseAux()).containsExactly(0);
    }

    @Test
    void aTemplateForThePresentBlockIsARefresh() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        provider.publish(SampleTemplates.on(100, 1, SampleTemplates.segwit(3)), false);
        TemplateUpdate second = awaitUpdate(2);
        assertThat(second.template().transactions()).hasSize(1);
        assertThat(second.reorg()).isFalse();
    }

    @Test
    void aNewBlockThatIsNotHigherIsAReorg() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        assertThat(awaitUpdate(1).reorg()).isFalse();
        provider.publish(SampleTemplates.on(101, 1), true);
        assertThat(awaitUpdate(2).reorg()).isFalse();
        provider.publish(SampleTemplates.on(101, 2), true);
        assertThat(awaitUpdate(3).reorg()).isTrue();
        provider.publish(SampleTemplates.on(99, 3), true);
        TemplateUpdate last = awaitUpdate(4);
        assertThat(last.reorg()).isTrue();
        assertThat(last.template().height()).isEqualTo(99);
    }

    @Test
    void refreshDeliversAgain() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        node.templates().refresh();
        assertThat(awaitUpdate(2).template().height()).isEqualTo(100);
    }

    @Test
    void encryptedWithTheAuthoritysKey() throws Exception {
        AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());
        provider.close();
        provider = FakeTemplateProvider.encrypted(authority);
        BlockTemplate sent = SampleTemplates.on(100, 1, SampleTemplates.segwit(1));
        provider.publish(sent, true);
        start(quick(TemplateProviderConfig.parse("127.0.0.1:" + provider.port() + "/" + authority.publicKey())));
        BlockTemplate got = awaitUpdate(1).template();
        assertThat(submit(SampleTemplates.block(got, 5)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(provider.blocks.poll(10, TimeUnit.SECONDS)).isEqualTo(SampleTemplates.block(got, 5));
    }

    @Test
    void anotherAuthorityIsRefusedWithOneError() {
        provider.close();
        provider = FakeTemplateProvider.encrypted(AuthorityKeyPair.generate(new SecureRandom()));
        AuthorityKeyPair other = AuthorityKeyPair.generate(new SecureRandom());
        provider.publish(SampleTemplates.on(100, 1), true);
        start(quick(TemplateProviderConfig.encrypted("127.0.0.1", provider.port(), other.publicKey())));
        awaitError("handshake");
        assertThat(updates).isEmpty();
        assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void aStaleTemplateIsDroppedAndTheNextIsTaken() {
        startServing();
        provider.transactionsError = "stale-template-id";
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitError("no transactions: stale-template-id");
        assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
        provider.transactionsError = null;
        provider.publish(SampleTemplates.on(101, 1), true);
        assertThat(awaitUpdate(1).template().height()).isEqualTo(101);
        assertThat(node.health().status()).isEqualTo(Status.UP);
    }

    @Test
    void aWrongMerklePathIsRefusedWithOneError() {
        startServing();
        provider.merklePath = path -> List.of(Hash256.ZERO);
        provider.publish(SampleTemplates.on(100, 1, SampleTemplates.segwit(1)), true);
        awaitError("merkle_path, 1 nodes, is not that of the 1 transactions");
        assertThat(errors).hasSize(1);
        assertThat(updates).isEmpty();
    }

    @Test
    void aRefreshThatIsRefusedLeavesTheWorkThatIsThere() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        provider.merklePath = path -> List.of(Hash256.ZERO);
        provider.publish(SampleTemplates.on(100, 1, SampleTemplates.segwit(1)), false);
        awaitError("merkle_path");
        assertThat(node.health().status()).isEqualTo(Status.UP);
    }

    @Test
    void anOutputThatIsNoCommitmentIsRefused() {
        startServing();
        provider.outputs = FakeTemplateProvider.output(new byte[] {0x6a, 1, 7});
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitError("which is no witness commitment");
        assertThat(updates).isEmpty();
        provider.outputs = null;
        provider.publish(SampleTemplates.on(101, 1), true);
        awaitUpdate(1);
    }

    @Test
    void aBrokenConnectionIsMadeAgain() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        provider.drop();
        assertThat(awaitUpdate(2).reorg()).isFalse();
        assertThat(errors).hasSize(1);
        await().until(() -> node.health().status() == Status.UP);
    }

    @Test
    void theNodeGivesWorkWhileTheProviderIsAway() {
        start(plain().withPatience(Duration.ofMillis(50)));
        await().until(provider::isServing);
        BlockTemplate sent = SampleTemplates.on(100, 1);
        provider.publish(sent, true);
        awaitUpdate(1);
        int port = provider.port();
        provider.close();
        inner.push(inner.template(101, sent.previousBlock()), false);
        assertThat(awaitUpdate(2).source()).isEqualTo("fake");
        assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(node.health().detail()).contains("work comes from the node", "always well");

        provider = FakeTemplateProvider.plainAt(port);
        provider.publish(SampleTemplates.on(101, 1), true);
        await().until(() -> updates.get(updates.size() - 1).source().contains("template-provider"));
        await().until(() -> node.health().status() == Status.UP);
    }

    private BlockSubmitter submitter() {
        assertThat(node.submitters()).hasSize(2).last().isSameAs(inner);
        return node.submitters().get(0);
    }

    private SubmitResult submit(byte[] block) {
        return submitter()
                .submit(
                        block,
                        block.length < BlockHeader.BYTES
                                ? Hash256.ZERO
                                : BlockHeader.parse(block, 0).hash());
    }

    @Test
    void aSolutionOfAnEarlierTemplateGoesToThatTemplate() throws Exception {
        startServing();
        provider.publish(SampleTemplates.on(100, 1, SampleTemplates.segwit(1), SampleTemplates.legacy(2)), true);
        BlockTemplate first = awaitUpdate(1).template();
        provider.publish(SampleTemplates.on(100, 1), false);
        awaitUpdate(2);
        provider.publish(SampleTemplates.on(101, 1), true);
        awaitUpdate(3);

        byte[] block = SampleTemplates.block(first, 77);
        SubmitResult result = submit(block);

        assertThat(submitter().name()).isEqualTo("template-provider 127.0.0.1:" + provider.port());
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.reason()).contains("no answer");
        assertThat(provider.blocks.poll(10, TimeUnit.SECONDS)).isEqualTo(block);
    }

    @Test
    void aBlockOfAnotherTemplateIsNotSent() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        SubmitResult other = submit(SampleTemplates.block(SampleTemplates.on(100, 2), 1));
        assertThat(other.outcome()).isEqualTo(Outcome.REJECTED);
        SubmitResult otherPath =
                submit(SampleTemplates.block(SampleTemplates.on(100, 1, SampleTemplates.segwit(1)), 1));
        assertThat(otherPath.outcome()).isEqualTo(Outcome.REJECTED);
        for (int length : new int[] {0, 79, 80, 81, 100}) {
            assertThat(submit(new byte[length]).outcome()).isEqualTo(Outcome.REJECTED);
        }
        assertThat(provider.blocks).isEmpty();
    }

    @Test
    void withoutAConnectionASubmissionIsToBeTriedAgain() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        BlockTemplate template = awaitUpdate(1).template();
        provider.close();
        await().until(() -> !errors.isEmpty());
        assertThatThrownBy(() -> submit(SampleTemplates.block(template, 1)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("not connected");
    }

    @Test
    void aProviderWithoutTransactionsIsGivenUp() {
        start(plain().withReplyTimeout(Duration.ofMillis(200)));
        await().until(provider::isServing);
        provider.silent = true;
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitError("no transactions of a template within");
        provider.silent = false;
        awaitUpdate(1);
    }

    @Test
    void aSilentServerIsGivenUp() {
        provider.close();
        provider = FakeTemplateProvider.mute();
        start(plain().withReplyTimeout(Duration.ofMillis(50)));
        awaitError("no answer to the handshake");
    }

    private void againstAMuteServer() {
        provider.close();
        provider = FakeTemplateProvider.mute();
        start(plain());
        await().until(provider::isConnected);
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        againstAMuteServer();
        provider.send(out -> SetupConnectionError.encode(out, 0, "unsupported-protocol"));
        awaitError("refuses the connection: unsupported-protocol");
    }

    @Test
    void whatHasNoPlaceEndsTheConnection() {
        againstAMuteServer();
        provider.send(out -> RequestTransactionData.encode(out, 1));
        awaitError("has no place in a setup");
        await().until(provider::isConnected);
        provider.send(out -> SetupConnectionSuccess.encode(out, 3, 0));
        awaitError("chose version 3");
    }

    @Test
    void aTruncatedMessageEndsTheConnection() {
        startServing();
        provider.send(out -> out.begin(NewTemplate.TYPE, false).putU64(1).end());
        awaitError("NewTemplate.future_template: expected 1 bytes");
    }

    @Test
    void aMessageThatClaimsTooMuchEndsTheConnection() {
        startServing();
        provider.sendRaw(new byte[] {0, 0, 0x74, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        awaitError("claims 16777215 bytes");
    }

    @Test
    void aBlockWithoutATemplateEndsTheConnection() {
        startServing();
        provider.announceTip(99, SampleTemplates.on(100, 1));
        awaitError("names template 99, which was not announced");
    }

    @Test
    void garbageHarmsNobody() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        start(plain());
        for (int round = 0; round < 20; round++) {
            await().until(provider::isServing);
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            bytes[0] = 0;
            bytes[1] = 0;
            bytes[2] = (byte) (0x70 + random.nextInt(7));
            bytes[3] = (byte) 0xc2;
            bytes[4] = 0;
            bytes[5] = 0;
            provider.sendRaw(bytes);
        }
        provider.drop();
        provider.publish(SampleTemplates.on(100, 1), true);
        await("seed " + seed).until(() -> !updates.isEmpty());
    }

    @Test
    void aPlainConnectionLeavesThisMachineNever() {
        for (String host : List.of("127.0.0.1", "::1", "localhost")) {
            assertThat(TemplateProviderConfig.plain(host, 8442).host()).isEqualTo(host);
        }
        for (String host : List.of("10.0.0.1", "pool.example", "0.0.0.0")) {
            assertThatThrownBy(() -> TemplateProviderConfig.plain(host, 8442))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("encrypted");
        }
    }

    @Test
    void addressesAreReadStrictly() {
        assertThat(TemplateProviderConfig.parse("[::1]:8442").name()).isEqualTo("template-provider [::1]:8442");
        TemplateProviderConfig whole =
                TemplateProviderConfig.parse("tp.example:8442/9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRXh");
        assertThat(whole.host()).isEqualTo("tp.example");
        assertThat(whole.encrypted()).isTrue();
        assertThat(whole.authority()).isNotNull();
        for (String wrong : List.of("", "x", ":1", "x:", "x:0", "x:65536", "::1:1", "x:1/", "x:1/abc", "x:+1")) {
            assertThatThrownBy(() -> TemplateProviderConfig.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("templateProvider");
        }
    }
}
