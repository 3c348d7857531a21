package io.otedama.stratum.v2;

import io.otedama.job.CustomJobs;
import io.otedama.security.LogLimiter;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobToken;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobTokenSuccess;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJob;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJobError;
import io.otedama.stratum.v2.message.declaration.PushSolution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job declaration protocol in its coinbase-only mode: the pool says whom a coinbase must pay and asks nothing about the
 * transactions. Event loop only.
 *
 * <pre>
 *   AllocateMiningJobToken -&gt; token, output to pay        then SetCustomMiningJob with it, on a mining connection
 *   DeclareMiningJob       -&gt; refused: that is the other mode
 *   PushSolution           -&gt; heard: the share that solves a block says the same to the books, and the miner's node sends it
 * </pre>
 */
final class DeclarationDialog implements Dialog {
    private static final Logger LOG = LoggerFactory.getLogger(DeclarationDialog.class);
    private static final byte[] NO_DETAILS = {};

    private final V2Outbound out;
    private final JobTokens tokens;
    private final CustomJobs jobs;
    private final LogLimiter log;
    private boolean hasToken;

    DeclarationDialog(V2Outbound out, JobTokens tokens, CustomJobs jobs, LogLimiter log) {
        this.out = out;
        this.tokens = tokens;
        this.jobs = jobs;
        this.log = log;
    }

    @Override
    public boolean isStarted() {
        return true;
    }

    @Override
    public boolean mayBeSilent() {
        return hasToken;
    }

    @Override
    public boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case AllocateMiningJobToken.TYPE -> {
                AllocateMiningJobToken wish = new AllocateMiningJobToken();
                wish.wrap(payload, offset, length);
                AllocateMiningJobTokenSuccess.encode(out.frames(), wish.requestId(), tokens.issue(), outputs());
                out.seal();
                hasToken = true;
            }
            case DeclareMiningJob.TYPE -> {
                DeclareMiningJob wish = new DeclareMiningJob();
                wish.wrap(payload, offset, length);
                DeclareMiningJobError.encode(
                        out.frames(), wish.requestId(), ErrorCodes.MISSING_DECLARE_TX_DATA_FLAG, NO_DETAILS);
                out.seal();
            }
            case PushSolution.TYPE -> {
                PushSolution solution = new PushSolution();
                solution.wrap(payload, offset, length);
                if (LOG.isInfoEnabled() && log.tryLog()) {
                    LOG.info("a block on {} was found on a miner's own work, and told", solution.prevHash());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One output, as CompactSize and outputs. */
    private byte[] outputs() {
        byte[] output = jobs.requiredOutput();
        byte[] counted = new byte[output.length + 1];
        counted[0] = 1;
        System.arraycopy(output, 0, counted, 1, output.length);
        return counted;
    }
}
