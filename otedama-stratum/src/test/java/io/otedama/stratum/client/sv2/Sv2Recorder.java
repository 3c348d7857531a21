package io.otedama.stratum.client.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ProtocolException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps every event in order; the test takes them one by one. */
public final class Sv2Recorder implements Sv2Listener {
    private static final int WAIT_SECONDS = 10;

    public record Opened(Sv2Channel channel) {}

    public record Changed(Sv2Channel channel) {}

    public record UpdateRefused(String code) {}

    public record Disconnected(DisconnectReason reason, String detail) {}

    public record Stopped() {}

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    /** The next event, which must be of this kind. */
    public <T> T next(Class<T> kind) {
        Object event = poll();
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    /** The next event of this kind; skips others. */
    public <T> T skipTo(Class<T> kind) {
        Object event = poll();
        while (!kind.isInstance(event)) {
            event = poll();
        }
        return kind.cast(event);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    private Object poll() {
        try {
            Object event = events.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onOpened(Sv2Channel channel) {
        events.add(new Opened(channel));
    }

    @Override
    public void onJob(Sv2Job job) {
        events.add(job);
    }

    @Override
    public void onChannel(Sv2Channel channel) {
        events.add(new Changed(channel));
    }

    @Override
    public void onUpdateRefused(String errorCode) {
        events.add(new UpdateRefused(errorCode));
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
