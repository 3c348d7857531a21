package io.otedama.stratum.v2;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.Protocol;
import io.otedama.stratum.v2.message.SetupConnection;
import io.otedama.stratum.v2.message.SetupConnectionError;
import io.otedama.stratum.v2.message.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.SetupFlags;

/** Waits for SetupConnection, which must come first, and answers it. Event loop only. */
final class SetupDialog implements Dialog {
    /** The only version there is. */
    static final int VERSION = 2;

    private final V2Connection connection;
    private final V2Outbound out;
    private final SetupConnection setup = new SetupConnection();
    private final boolean versionRolling;

    /**
     * @param versionRolling whether the pool lets miners roll versions
     */
    SetupDialog(V2Connection connection, V2Outbound out, boolean versionRolling) {
        this.connection = connection;
        this.out = out;
        this.versionRolling = versionRolling;
    }

    @Override
    public boolean isStarted() {
        return false;
    }

    @Override
    public boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException {
        if (type != SetupConnection.TYPE) {
            throw new FrameException("message " + type + " came before SetupConnection");
        }
        setup.wrap(payload, offset, length);
        if (setup.protocol() != Protocol.MINING) {
            refuse(0, ErrorCodes.UNSUPPORTED_PROTOCOL);
        } else if (setup.minVersion() > VERSION || setup.maxVersion() < VERSION) {
            refuse(0, ErrorCodes.PROTOCOL_VERSION_MISMATCH);
        } else {
            mine((int) setup.flags());
        }
        return true;
    }

    private void mine(int flags) {
        int possible = SetupFlags.REQUIRES_STANDARD_JOBS | (versionRolling ? SetupFlags.REQUIRES_VERSION_ROLLING : 0);
        int unsupported = flags & ~possible;
        if (unsupported != 0) {
            refuse(unsupported, ErrorCodes.UNSUPPORTED_FEATURE_FLAGS);
            return;
        }
        SetupConnectionSuccess.encode(out.frames(), VERSION, versionRolling ? 0 : SetupFlags.REQUIRES_FIXED_VERSION);
        out.seal();
        boolean standardJobs = (flags & SetupFlags.REQUIRES_STANDARD_JOBS) != 0;
        connection.mine(setup.vendor() + "/" + setup.hardwareVersion(), standardJobs);
    }

    private void refuse(long flags, String code) {
        SetupConnectionError.encode(out.frames(), flags, code);
        out.seal();
        connection.endAfterAnswer();
    }
}
