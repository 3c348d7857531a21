package io.otedama.node.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One HTTP answer, read whole and bounded in size and time.
 *
 * @param status HTTP status code
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one call
record Answer(int status, byte[] body) {
    private static final int CHUNK_BYTES = 64 << 10;

    /**
     * @param deadlineNs {@link System#nanoTime()} at which even a steadily trickling answer has taken too long
     */
    static Answer read(ClassicHttpResponse response, int maxBytes, long deadlineNs) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), new byte[0]);
        }
        if (entity.getContentLength() > maxBytes) {
            throw new ResponseTooLargeException(maxBytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK_BYTES);
        InputStream in = entity.getContent();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (out.size() + n > maxBytes) {
                throw new ResponseTooLargeException(maxBytes);
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new SocketTimeoutException("answer trickles");
            }
            out.write(chunk, 0, n);
        }
        return new Answer(response.getCode(), out.toByteArray());
    }

    /** An answer larger than we are ready to hold. */
    static final class ResponseTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        ResponseTooLargeException(int maxBytes) {
            super("more than " + maxBytes + " bytes");
        }
    }
}
