package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.TemplateUpdate;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.testkit.FakeNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A node beside a provider over loopback. */
abstract class ProviderRig {
    static final Duration LONG = Duration.ofMinutes(1);

    protected final FakeNode inner = new FakeNode(FakeNode.EASY_BITS);
    protected final List<TemplateUpdate> updates = new CopyOnWriteArrayList<>();
    protected final List<String> errors = new CopyOnWriteArrayList<>();
    protected FakeTemplateProvider provider = FakeTemplateProvider.plain();
    protected TemplateProviderNode node;

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
            assertThat(inner.closed).isTrue();
        }
        provider.close();
    }

    protected TemplateProviderConfig plain() {
        return quick(TemplateProviderConfig.plain("127.0.0.1", provider.port()));
    }

    protected static TemplateProviderConfig quick(TemplateProviderConfig config) {
        return config.withPatience(LONG)
                .withReconnect(ReconnectPolicy.exponential(Duration.ofMillis(5), Duration.ofMillis(20)));
    }

    protected void start(TemplateProviderConfig config) {
        inner.silent = true;
        node = new TemplateProviderNode(
                inner, config, PoolClock.system(), (where, error, fatal) -> errors.add(error.getMessage()));
        node.templates().subscribe(updates::add);
        node.start();
    }

    protected void startServing() {
        start(plain());
        await().until(provider::isServing);
    }

    protected TemplateUpdate awaitUpdate(int number) {
        await().until(() -> updates.size() >= number);
        assertThat(updates).hasSize(number);
        return updates.get(number - 1);
    }

    protected void awaitError(String part) {
        await().untilAsserted(() -> assertThat(errors).anyMatch(e -> e.contains(part)));
    }

    protected BlockSubmitter submitter() {
        assertThat(node.submitters()).hasSize(2).last().isSameAs(inner);
        return node.submitters().get(0);
    }

    protected SubmitResult submit(byte[] block) {
        return submitter()
                .submit(
                        block,
                        block.length < BlockHeader.BYTES
                                ? Hash256.ZERO
                                : BlockHeader.parse(block, 0).hash());
    }
}
