package io.otedama.stratum.v2;

import io.otedama.job.CustomJobs;
import io.otedama.session.MinerIngress;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.Protocol;
import io.otedama.stratum.v2.message.SetupFlags;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import org.jspecify.annotations.Nullable;

/** Waits for SetupConnection, which must come first, and answers it. Event loop only. */
final class SetupDialog implements Dialog {
    /** The only version there is. */
    static final int VERSION = 2;

    private final V2Connection connection;
    private final V2Outbound out;
    private final SetupConnection setup = new SetupConnection();
    private final boolean versionRolling;
    private final @Nullable CustomJobs customJobs;

    SetupDialog(V2Connection connection, V2Outbound out, MinerIngress engine) {
        this.connection = connection;
        this.out = out;
        this.versionRolling = engine.allowsVersionRolling();
        this.customJobs = engine.customJobs();
    }

    @Override
    public boolean isStarted() {
        return false;
    }

    @Override
    public boolean mayBeSilent() {
        return false;
    }

    @Override
    public boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException {
        if (type != SetupConnection.TYPE) {
            throw new FrameException("message " + type + " came before SetupConnection");
        }
        setup.wrap(payload, offset, length);
        CustomJobs custom = customJobs;
        if (setup.minVersion() > VERSION || setup.maxVersion() < VERSION) {
            refuse(0, ErrorCodes.PROTOCOL_VERSION_MISMATCH);
        } else if (setup.protocol() == Protocol.MINING) {
            mine(setup.flags());
        } else if (setup.protocol() == Protocol.JOB_DECLARATION && custom != null) {
            declare(setup.flags(), custom);
        } else {
            refuse(0, ErrorCodes.UNSUPPORTED_PROTOCOL);
        }
        return true;
    }

    private void mine(long flags) {
        long possible = SetupFlags.REQUIRES_STANDARD_JOBS
                | (versionRolling ? SetupFlags.REQUIRES_VERSION_ROLLING : 0)
                | (customJobs == null ? 0 : SetupFlags.REQUIRES_WORK_SELECTION);
        long unsupported = flags & ~possible;
        if (unsupported != 0) {
            refuse(unsupported, ErrorCodes.UNSUPPORTED_FEATURE_FLAGS);
            return;
        }
        boolean ownWork = (flags & SetupFlags.REQUIRES_WORK_SELECTION) != 0;
        SetupConnectionSuccess.encode(
                out.frames(),
                VERSION,
                (versionRolling ? 0 : SetupFlags.REQUIRES_FIXED_VERSION)
                        | (ownWork ? SetupFlags.REQUIRES_EXTENDED_CHANNELS : 0));
        out.seal();
        boolean standardJobs = (flags & SetupFlags.REQUIRES_STANDARD_JOBS) != 0;
        connection.mine(setup.vendor() + "/" + setup.hardwareVersion(), standardJobs, ownWork);
    }

    /** Coinbase-only mode: no flag is possible. */
    private void declare(long flags, CustomJobs custom) {
        if (flags != 0) {
            refuse(flags, ErrorCodes.UNSUPPORTED_FEATURE_FLAGS);
            return;
        }
        SetupConnectionSuccess.encode(out.frames(), VERSION, 0);
        out.seal();
        connection.declare(custom);
    }

    private void refuse(long flags, String code) {
        SetupConnectionError.encode(out.frames(), flags, code);
        out.seal();
        connection.endAfterAnswer();
    }
}
