package io.otedama.stratum.client;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/** Passes a connection's events to its client first and to the listeners then. */
final class ConnectionWatch implements ConnectionEvents {
    private final StratumClient client;
    private final ListenerFan<ClientListener> listeners;

    ConnectionWatch(StratumClient client, ListenerFan<ClientListener> listeners) {
        this.client = client;
        this.listeners = listeners;
    }

    @Override
    public void active() {
        client.onActive();
    }

    @Override
    public void ready(ClientSession session) {
        client.onReady(session);
        listeners.forEach(listener -> listener.onConnected(session));
        client.onReadyAnnounced(session);
    }

    @Override
    public void job(StratumJob job) {
        client.onWork(job);
        listeners.forEach(listener -> listener.onJob(job));
    }

    @Override
    public void difficulty(Difficulty difficulty) {
        listeners.forEach(listener -> listener.onDifficulty(difficulty));
    }

    @Override
    public void versionMask(int mask) {
        client.onVersionMask();
        listeners.forEach(listener -> listener.onVersionMask(mask));
    }

    @Override
    public void message(String text) {
        listeners.forEach(listener -> listener.onMessage(text));
    }

    @Override
    public void error(ProtocolException error) {
        listeners.forEach(listener -> listener.onError(error));
    }

    @Override
    public void closed(DisconnectReason reason, String detail, @Nullable Redirect redirect) {
        client.onClosed();
        listeners.forEach(listener -> listener.onDisconnected(reason, detail));
        client.onClosedAnnounced(redirect);
    }
}
