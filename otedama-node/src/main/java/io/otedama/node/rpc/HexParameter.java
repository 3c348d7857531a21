package io.otedama.node.rpc;

import io.otedama.chain.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * The body of a call whose one parameter is a long hex string. It is written piece by piece while it is sent, so that the
 * first bytes of a block of two megabytes are on the wire at once and the node reads while we still encode.
 *
 * <pre>
 *   {"jsonrpc":"1.0","id":7,"method":"submitblock","params":[" hex hex hex … "]}
 * </pre>
 */
final class HexParameter extends AbstractHttpEntity {
    /** Bytes that are encoded at a time. */
    static final int PIECE = 16 * 1024;

    private static final byte[] TAIL = "\"]}".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head;
    private final byte[] bytes;

    /**
     * @param bytes sent as two digits each; not copied
     */
    HexParameter(long id, String method, byte[] bytes) {
        super(ContentType.APPLICATION_JSON, null);
        String start = "{\"jsonrpc\":\"1.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":[\"";
        this.head = start.getBytes(StandardCharsets.US_ASCII);
        this.bytes = bytes;
    }

    @Override
    public long getContentLength() {
        return head.length + 2L * bytes.length + TAIL.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        for (int at = 0; at < bytes.length; at += PIECE) {
            int end = Math.min(bytes.length, at + PIECE);
            out.write(Hex.encode(bytes, at, end).getBytes(StandardCharsets.US_ASCII));
            if (at == 0) {
                out.flush(); // the head and the first piece need not wait for the rest
            }
        }
        out.write(TAIL);
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("is written, not read");
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}
