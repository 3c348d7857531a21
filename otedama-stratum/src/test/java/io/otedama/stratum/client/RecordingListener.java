package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps every event in order; the test takes them one by one. */
final class RecordingListener implements ClientListener {
    record Disconnected(DisconnectReason reason, String detail) {}

    record Mask(int mask) {}

    record Message(String text) {}

    record Stopped() {}

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    /** The next event, which must be of this kind. */
    <T> T next(Class<T> kind) {
        Object event = poll();
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    /** The next event of this kind; skips others. */
    <T> T skipTo(Class<T> kind) {
        Object event = poll();
        while (!kind.isInstance(event)) {
            event = poll();
        }
        return kind.cast(event);
    }

    DisconnectReason reason() {
        return skipTo(Disconnected.class).reason();
    }

    private Object poll() {
        try {
            Object event = events.poll(FakePool.WAIT_MS, TimeUnit.MILLISECONDS);
            assertThat(event).as("an event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onConnected(ClientSession session) {
        events.add(session);
    }

    @Override
    public void onJob(StratumJob job) {
        events.add(job);
    }

    @Override
    public void onDifficulty(Difficulty difficulty) {
        events.add(difficulty);
    }

    @Override
    public void onVersionMask(int mask) {
        events.add(new Mask(mask));
    }

    @Override
    public void onMessage(String text) {
        events.add(new Message(text));
    }

    @Override
    public void onError(ProtocolException error) {
        events.add(error);
    }

    @Override
    public void onDisconnected(DisconnectReason reason, String detail) {
        events.add(new Disconnected(reason, detail));
    }

    @Override
    public void onStopped() {
        events.add(new Stopped());
    }
}
