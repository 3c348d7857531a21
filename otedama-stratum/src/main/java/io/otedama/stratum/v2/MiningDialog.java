package io.otedama.stratum.v2;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.UpdateChannel;

/** The messages of a miner or a proxy, each given to whom it concerns. Event loop only. */
final class MiningDialog implements Dialog {
    private final ChannelOpening opening;
    private final ChannelShares shares;
    private final CustomWorkIntake customWork;
    private final SubmitSharesStandard standardShare = new SubmitSharesStandard();
    private final SubmitSharesExtended extendedShare = new SubmitSharesExtended();

    MiningDialog(ChannelOpening opening, ChannelShares shares, CustomWorkIntake customWork) {
        this.customWork = customWork;
        this.opening = opening;
        this.shares = shares;
    }

    @Override
    public boolean isStarted() {
        return true; // a proxy opens its first channel when its first miner comes
    }

    @Override
    public boolean mayBeSilent() {
        return opening.hasChannels();
    }

    @Override
    public boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case SubmitSharesStandard.TYPE -> {
                standardShare.wrap(payload, offset, length);
                shares.submit(standardShare);
            }
            case SubmitSharesExtended.TYPE -> {
                extendedShare.wrap(payload, offset, length);
                shares.submit(extendedShare);
            }
            case OpenStandardMiningChannel.TYPE ->
                opening.open(read(new OpenStandardMiningChannel(), payload, offset, length));
            case OpenExtendedMiningChannel.TYPE ->
                opening.open(read(new OpenExtendedMiningChannel(), payload, offset, length));
            case UpdateChannel.TYPE -> opening.update(read(new UpdateChannel(), payload, offset, length));
            case CloseChannel.TYPE -> opening.close(read(new CloseChannel(), payload, offset, length));
            case SetCustomMiningJob.TYPE -> customWork.take(read(new SetCustomMiningJob(), payload, offset, length));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <M extends MessageView> M read(M message, byte[] payload, int offset, int length)
            throws MalformedMessageException {
        message.wrap(payload, offset, length);
        return message;
    }
}
