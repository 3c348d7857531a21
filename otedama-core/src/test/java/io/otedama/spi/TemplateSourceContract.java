package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TemplateSource} promises. */
public abstract class TemplateSourceContract {
    /** Longest wait for something that should happen. */
    protected static final Duration SOON = Duration.ofSeconds(10);

    private final List<TemplateUpdate> updates = new CopyOnWriteArrayList<>();
    private Fixture fixture;

    protected TemplateSourceContract() {}

    /** A source that is not started, over a chain that the test can move. */
    public interface Fixture extends AutoCloseable {
        TemplateSource source();

        /** Starts whatever drives the source. */
        void start();

        /** Hash of the best block now. */
        Hash256 tip();

        /** A block is added to the chain by somebody else. */
        void newTip();

        @Override
        void close();
    }

    protected abstract Fixture open() throws Exception;

    @BeforeEach
    void openFixture() throws Exception {
        fixture = open();
    }

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    private void startAndAwaitFirst() {
        fixture.source().subscribe(updates::add);
        fixture.start();
        await().atMost(SOON).until(() -> !updates.isEmpty());
    }

    private TemplateUpdate last() {
        return updates.get(updates.size() - 1);
    }

    private void awaitTip(Hash256 tip) {
        await().atMost(SOON).until(() -> last().template().previousBlock().equals(tip));
    }

    @Test
    void deliversATemplateOnTheTipAfterStart() {
        startAndAwaitFirst();

        TemplateUpdate first = updates.get(0);
        assertThat(first.template().previousBlock()).isEqualTo(fixture.tip());
        assertThat(first.reorg()).isFalse();
        assertThat(first.source()).isNotBlank();
    }

    @Test
    void deliversATemplateOnEveryNewTip() {
        startAndAwaitFirst();
        BlockTemplate before = last().template();

        fixture.newTip();
        awaitTip(fixture.tip());

        assertThat(last().template().height()).isEqualTo(before.height() + 1);
        assertThat(last().reorg()).isFalse();
    }

    @Test
    void refreshBringsATemplateThoughNothingChanged() {
        startAndAwaitFirst();
        int before = updates.size();

        fixture.source().refresh();

        await().atMost(SOON).until(() -> updates.size() > before);
        assertThat(last().template().previousBlock()).isEqualTo(fixture.tip());
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        fixture.source().subscribe(update -> {
            throw new IllegalStateException("listener broken on purpose");
        });
        startAndAwaitFirst();

        fixture.newTip();

        awaitTip(fixture.tip());
    }

    @Test
    void callsListenersOneUpdateAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        fixture.source().subscribe(update -> {
            overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
            Thread.yield();
            inside.decrementAndGet();
        });
        startAndAwaitFirst();

        for (int i = 0; i < 5; i++) {
            fixture.newTip();
            fixture.source().refresh();
        }
        awaitTip(fixture.tip());

        assertThat(overlapped).isFalse();
    }

    @Test
    void deliversNothingAfterClose() {
        startAndAwaitFirst();

        fixture.close();
        int atClose = updates.size();
        fixture.source().refresh();

        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> updates.size() == atClose);
    }
}
