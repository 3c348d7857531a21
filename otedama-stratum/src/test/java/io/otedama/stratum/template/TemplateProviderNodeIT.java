package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.SubmitResult.Outcome;
import io.otedama.spi.TemplateUpdate;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The client against a provider over loopback. */
class TemplateProviderNodeIT extends ProviderRig {
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
        assertThat(node.health().facts()).isEqualTo(inner.health().facts()).isNotEmpty();
        assertThat(node.health().parts()).isEqualTo(inner.health().parts()).isNotEmpty();
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

    @Test
    void aConnectionThatSaysNothingWhileTheNodeGoesOnIsMadeAgain() {
        start(plain().withPatience(Duration.ofMillis(50)));
        await().until(provider::isServing);
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        inner.push(inner.template(101, SampleTemplates.on(101, 1).previousBlock()), false);
        awaitError("it stays behind the node");
        assertThat(awaitUpdate(2).source()).isEqualTo("fake");
        await().until(provider::isServing);
        provider.publish(SampleTemplates.on(101, 1), true);
        assertThat(awaitUpdate(3).source()).contains("template-provider");
    }
}
