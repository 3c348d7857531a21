package io.otedama.gateway.ws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes so many messages, then is full; on demand it is as broken as a socket can be. */
final class PipeEnd implements LiveSocket {
    final List<String> sent = new CopyOnWriteArrayList<>();
    volatile int room = 1_000_000;
    volatile int closedWith;
    volatile boolean broken;

    private void check() {
        if (broken) {
            throw new IllegalStateException("WebSocket is closed");
        }
    }

    @Override
    public boolean isFull() {
        check();
        return room <= 0;
    }

    @Override
    public void send(String text) {
        check();
        sent.add(text);
        room--;
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
        check();
    }
}
