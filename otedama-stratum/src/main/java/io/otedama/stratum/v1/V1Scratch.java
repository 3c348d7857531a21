package io.otedama.stratum.v1;

import io.otedama.session.ShareSubmission;
import io.otedama.stratum.transport.StratumLimits;

/** What decoding reuses from line to line: one set per event loop, used by one connection at a time. */
final class V1Scratch {
    final byte[] line;
    final byte[] replyHead;
    final RequestId id = new RequestId();
    final SubmitFields fields = new SubmitFields();
    final ShareSubmission submission = new ShareSubmission();
    final SubmitScanner scanner;
    final V1RequestParser parser;

    V1Scratch(StratumLimits limits) {
        line = new byte[limits.maxLineBytes()];
        replyHead = new byte[V1Replies.HEAD.length + Math.max(limits.maxIdBytes(), Long.BYTES * 3)];
        scanner = new SubmitScanner(limits.maxIdBytes());
        parser = new V1RequestParser(limits.maxIdBytes());
    }
}
