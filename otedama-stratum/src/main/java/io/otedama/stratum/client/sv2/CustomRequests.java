package io.otedama.stratum.client.sv2;

import io.otedama.job.CustomWork;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Work of the miner's own that the server has not answered yet. Event loop only. */
final class CustomRequests {
    /** Requests without answer at any moment. */
    static final int MAX_OPEN = 16;

    /** Ids below are those of other requests. */
    private static final long FIRST_ID = 16;

    /** One request. */
    record Request(CustomWork work, CompletableFuture<Sv2Job> result) {
        void fail(String errorCode, String message) {
            result.completeExceptionally(new CustomJobException(errorCode, message));
        }
    }

    private final Map<Long, Request> open = new HashMap<>();
    private long nextId = FIRST_ID;

    /** Writes the request; fails it when too many are open. */
    void begin(FrameWriter out, long channelId, byte[] token, Request request) {
        if (open.size() >= MAX_OPEN) {
            request.fail(CustomJobException.NOT_ANSWERED, MAX_OPEN + " custom jobs are not answered yet");
            return;
        }
        CustomWork work = request.work();
        SetCustomMiningJob.encode(
                out,
                channelId,
                nextId,
                token,
                work.version(),
                work.previousBlock(),
                work.minTime(),
                work.bits(),
                work.coinbaseVersion(),
                work.scriptPrefix(),
                work.sequence(),
                work.outputs(),
                work.lockTime(),
                work.merkleBranch());
        open.put(nextId++, request);
    }

    /** Takes an answered request; null when there is none with this id. */
    @Nullable
    Request take(long requestId) {
        return open.remove(requestId);
    }

    void close(String words) {
        List<Request> unanswered = new ArrayList<>(open.values());
        open.clear();
        unanswered.forEach(request -> request.fail(CustomJobException.NOT_ANSWERED, words));
    }
}
