package io.otedama.stratum.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Lets newcomers speak a few at a time, so that those who are in wait for a few at most, however many come at once.
 *
 * <pre>
 *   a turn of an event loop:   what has arrived of all who may speak | PER_TURN newcomers more may speak | the next turn
 * </pre>
 *
 * <p>A newcomer is expensive: first bytes, perhaps a TLS handshake, a session, the first job. Unless they are held back, a
 * turn serves all that a thousand of them have sent before a miner's share is looked at. What a newcomer sends meanwhile
 * waits in the kernel. Each event loop has a line of its own; its thread only.
 */
public final class Turnstile {
    /** Most newcomers who begin to speak in one turn of an event loop. */
    public static final int PER_TURN = 8;

    private final IdentityHashMap<EventLoop, Line> lines = new IdentityHashMap<>();

    public Turnstile(List<? extends EventLoop> loops) {
        loops.forEach(loop -> lines.put(loop, new Line(loop)));
    }

    /** Reads nothing of this connection until it is its turn. On its event loop. */
    public void enter(Channel newcomer) {
        Line line = lines.get(newcomer.eventLoop());
        if (line == null) {
            throw new IllegalArgumentException(newcomer + " is on an event loop of somebody else");
        }
        line.enter(newcomer);
    }

    private static final class Line {
        private final EventLoop loop;
        private final Queue<Channel> waiting = new ArrayDeque<>();

        Line(EventLoop loop) {
            this.loop = loop;
        }

        void enter(Channel newcomer) {
            newcomer.config().setAutoRead(false);
            waiting.add(newcomer);
            if (waiting.size() == 1) {
                nextTurn();
            }
        }

        /** Not execute(): that would run in this turn. What is scheduled runs in the next, after it has read and written. */
        private void nextTurn() {
            var unused = loop.schedule(this::turn, 1, TimeUnit.NANOSECONDS);
        }

        private void turn() {
            for (int i = 0; i < PER_TURN && !waiting.isEmpty(); i++) {
                Channel newcomer = waiting.remove();
                if (newcomer.isOpen()) {
                    newcomer.config().setAutoRead(true);
                }
            }
            if (!waiting.isEmpty()) {
                nextTurn();
            }
        }
    }
}
