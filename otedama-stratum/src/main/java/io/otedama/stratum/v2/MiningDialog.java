package io.otedama.stratum.v2;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.CloseChannel;
import io.otedama.stratum.v2.message.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.SubmitSharesExtended;
import io.otedama.stratum.v2.message.SubmitSharesStandard;
import io.otedama.stratum.v2.message.UpdateChannel;

/** The messages of a miner or a proxy, each given to whom it concerns. Event loop only. */
final class MiningDialog implements Dialog {
    private final ChannelOpening opening;
    private final ChannelShares shares;
    private final SubmitSharesStandard standardShare = new SubmitSharesStandard();
    private final SubmitSharesExtended extendedShare = new SubmitSharesExtended();

    MiningDialog(ChannelOpening opening, ChannelShares shares) {
        this.opening = opening;
        this.shares = shares;
    }

    @Override
    public boolean isStarted() {
        return opening.hasOpened();
    }

    @Override
    public boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case SubmitSharesStandard.TYPE -> shares.submit(standardShare.wrap(payload, offset, length));
            case SubmitSharesExtended.TYPE -> shares.submit(extendedShare.wrap(payload, offset, length));
            case OpenStandardMiningChannel.TYPE ->
                opening.open(new OpenStandardMiningChannel().wrap(payload, offset, length));
            case OpenExtendedMiningChannel.TYPE ->
                opening.open(new OpenExtendedMiningChannel().wrap(payload, offset, length));
            case UpdateChannel.TYPE -> opening.update(new UpdateChannel().wrap(payload, offset, length));
            case CloseChannel.TYPE -> opening.close(new CloseChannel().wrap(payload, offset, length));
            default -> {
                return false;
            }
        }
        return true;
    }
}
