package io.otedama.bench.bare;

import io.netty.buffer.ByteBuf;
import io.otedama.chain.Target;
import java.util.ArrayList;
import java.util.List;

/** What the connections of one event loop share. Event loop only, once it is made. */
final class BareLoop {
    /** Longest piece that is looked at at once: what was left and what was read. */
    static final int MAX_INPUT_BYTES = 64 << 10;

    /** Room for the answers to one piece: no answer to a submit is longer than the submit. */
    static final int ANSWER_BYTES = MAX_INPUT_BYTES + 1_024;

    final byte[] input = new byte[MAX_INPUT_BYTES];
    final byte[] answers = new byte[ANSWER_BYTES];
    final SubmitScanner scanner;
    final ShareCheck check;
    final Handshake handshake;

    private final List<BareConnection> connections = new ArrayList<>();
    private BareJob job;

    BareLoop(BareConfig config, BareJob first) {
        Target target = config.difficulty().toTarget(1);
        this.scanner = new SubmitScanner(config.extranonce2Size());
        this.check = new ShareCheck(target, first);
        this.handshake = new Handshake(config);
        this.job = first;
    }

    /** The current job's line. */
    ByteBuf jobLine() {
        return job.line();
    }

    void add(BareConnection connection) {
        connection.index = connections.size();
        connections.add(connection);
    }

    void remove(BareConnection connection) {
        BareConnection last = connections.remove(connections.size() - 1);
        if (!last.equals(connection)) {
            connections.set(connection.index, last);
            last.index = connection.index;
        }
    }

    /** A new job: everybody gets it at once. */
    void deliver(BareJob next) {
        job = next;
        check.work(next);
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).send(next);
        }
    }
}
