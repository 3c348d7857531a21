package io.otedama.stratum.transport;

import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A decoder with a sink that keeps the lines and can be shut. */
final class LineCollector implements LineSink {
    final List<String> lines = new ArrayList<>();
    final LineDecoder decoder;
    private boolean open = true;

    LineCollector(int maxLineBytes, int maxPendingBytes) {
        decoder = new LineDecoder(maxLineBytes, maxPendingBytes, new byte[maxLineBytes]);
    }

    void open(boolean value) {
        open = value;
    }

    LineDecoder.Outcome feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return feed(bytes, 0, bytes.length);
    }

    LineDecoder.Outcome feed(byte[] bytes, int from, int to) {
        return decoder.feed(PooledByteBufAllocator.DEFAULT.directBuffer(64).writeBytes(bytes, from, to - from), this);
    }

    LineDecoder.Outcome resume() {
        return decoder.resume(this);
    }

    void release() {
        decoder.release();
    }

    @Override
    public boolean isReady() {
        return open;
    }

    @Override
    public void onLine(byte[] line, int length) {
        lines.add(new String(line, 0, length, StandardCharsets.ISO_8859_1));
    }
}
