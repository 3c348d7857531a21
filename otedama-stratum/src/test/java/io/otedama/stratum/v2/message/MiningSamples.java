package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobError;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobSuccess;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.mining.UpdateChannelError;
import java.util.List;

/** Every mining message: made of random fields, and made again of the fields that were read. */
final class MiningSamples {
    private MiningSamples() {}

    static List<MessageSample<?>> all() {
        return List.of(
                openStandardMiningChannel(),
                openStandardMiningChannelSuccess(),
                openMiningChannelError(),
                openExtendedMiningChannel(),
                openExtendedMiningChannelSuccess(),
                newMiningJob(),
                updateChannel(),
                updateChannelError(),
                closeChannel(),
                setExtranoncePrefix(),
                submitSharesStandard(),
                submitSharesExtended(),
                submitSharesSuccess(),
                submitSharesError(),
                newExtendedMiningJob(),
                setNewPrevHash(),
                setTarget(),
                setCustomMiningJob(),
                setCustomMiningJobSuccess(),
                setCustomMiningJobError(),
                setGroupChannel());
    }

    private static MessageSample<OpenStandardMiningChannel> openStandardMiningChannel() {
        return new MessageSample<>(
                new OpenStandardMiningChannel(),
                (r, out) -> OpenStandardMiningChannel.encode(out, r.u32(), r.text(), r.f32(), r.target()),
                (m, out) -> OpenStandardMiningChannel.encode(
                        out, m.requestId(), m.userIdentity(), m.nominalHashRate(), m.maxTarget()));
    }

    private static MessageSample<OpenStandardMiningChannelSuccess> openStandardMiningChannelSuccess() {
        return new MessageSample<>(
                new OpenStandardMiningChannelSuccess(),
                (r, out) -> OpenStandardMiningChannelSuccess.encode(
                        out, r.u32(), r.u32(), r.target(), r.bytes(32), r.u32()),
                (m, out) -> OpenStandardMiningChannelSuccess.encode(
                        out, m.requestId(), m.channelId(), m.target(), m.extranoncePrefix(), m.groupChannelId()));
    }

    private static MessageSample<OpenMiningChannelError> openMiningChannelError() {
        return new MessageSample<>(
                new OpenMiningChannelError(),
                (r, out) -> OpenMiningChannelError.encode(out, r.u32(), r.text()),
                (m, out) -> OpenMiningChannelError.encode(out, m.requestId(), m.errorCode()));
    }

    private static MessageSample<OpenExtendedMiningChannel> openExtendedMiningChannel() {
        return new MessageSample<>(
                new OpenExtendedMiningChannel(),
                (r, out) -> OpenExtendedMiningChannel.encode(out, r.u32(), r.text(), r.f32(), r.target(), r.u16()),
                (m, out) -> OpenExtendedMiningChannel.encode(
                        out,
                        m.requestId(),
                        m.userIdentity(),
                        m.nominalHashRate(),
                        m.maxTarget(),
                        m.minExtranonceSize()));
    }

    private static MessageSample<OpenExtendedMiningChannelSuccess> openExtendedMiningChannelSuccess() {
        return new MessageSample<>(
                new OpenExtendedMiningChannelSuccess(),
                (r, out) -> OpenExtendedMiningChannelSuccess.encode(
                        out, r.u32(), r.u32(), r.target(), r.u16(), r.bytes(32), r.u32()),
                (m, out) -> OpenExtendedMiningChannelSuccess.encode(
                        out,
                        m.requestId(),
                        m.channelId(),
                        m.target(),
                        m.extranonceSize(),
                        m.extranoncePrefix(),
                        m.groupChannelId()));
    }

    private static MessageSample<NewMiningJob> newMiningJob() {
        return new MessageSample<>(
                new NewMiningJob(),
                (r, out) -> NewMiningJob.encode(out, r.u32(), r.u32(), r.option(), r.u32(), r.hash()),
                (m, out) ->
                        NewMiningJob.encode(out, m.channelId(), m.jobId(), m.minNtime(), m.version(), m.merkleRoot()));
    }

    private static MessageSample<UpdateChannel> updateChannel() {
        return new MessageSample<>(
                new UpdateChannel(),
                (r, out) -> UpdateChannel.encode(out, r.u32(), r.f32(), r.target()),
                (m, out) -> UpdateChannel.encode(out, m.channelId(), m.nominalHashRate(), m.maximumTarget()));
    }

    private static MessageSample<UpdateChannelError> updateChannelError() {
        return new MessageSample<>(
                new UpdateChannelError(),
                (r, out) -> UpdateChannelError.encode(out, r.u32(), r.text()),
                (m, out) -> UpdateChannelError.encode(out, m.channelId(), m.errorCode()));
    }

    private static MessageSample<CloseChannel> closeChannel() {
        return new MessageSample<>(
                new CloseChannel(),
                (r, out) -> CloseChannel.encode(out, r.u32(), r.text()),
                (m, out) -> CloseChannel.encode(out, m.channelId(), m.reasonCode()));
    }

    private static MessageSample<SetExtranoncePrefix> setExtranoncePrefix() {
        return new MessageSample<>(
                new SetExtranoncePrefix(),
                (r, out) -> SetExtranoncePrefix.encode(out, r.u32(), r.bytes(32)),
                (m, out) -> SetExtranoncePrefix.encode(out, m.channelId(), m.extranoncePrefix()));
    }

    private static MessageSample<SubmitSharesStandard> submitSharesStandard() {
        return new MessageSample<>(
                new SubmitSharesStandard(),
                (r, out) -> SubmitSharesStandard.encode(out, r.u32(), r.u32(), r.u32(), r.u32(), r.u32(), r.u32()),
                (m, out) -> SubmitSharesStandard.encode(
                        out, m.channelId(), m.sequenceNumber(), m.jobId(), m.nonce(), m.ntime(), m.version()));
    }

    private static MessageSample<SubmitSharesExtended> submitSharesExtended() {
        return new MessageSample<>(
                new SubmitSharesExtended(),
                (r, out) -> SubmitSharesExtended.encode(
                        out, r.u32(), r.u32(), r.u32(), r.u32(), r.u32(), r.u32(), r.bytes(32)),
                (m, out) -> SubmitSharesExtended.encode(
                        out,
                        m.channelId(),
                        m.sequenceNumber(),
                        m.jobId(),
                        m.nonce(),
                        m.ntime(),
                        m.version(),
                        m.extranonce()));
    }

    private static MessageSample<SubmitSharesSuccess> submitSharesSuccess() {
        return new MessageSample<>(
                new SubmitSharesSuccess(),
                (r, out) -> SubmitSharesSuccess.encode(out, r.u32(), r.u32(), r.u32(), r.u64()),
                (m, out) -> SubmitSharesSuccess.encode(
                        out, m.channelId(), m.lastSequenceNumber(), m.newSubmitsAcceptedCount(), m.newSharesSum()));
    }

    private static MessageSample<SubmitSharesError> submitSharesError() {
        return new MessageSample<>(
                new SubmitSharesError(),
                (r, out) -> SubmitSharesError.encode(out, r.u32(), r.u32(), r.text()),
                (m, out) -> SubmitSharesError.encode(out, m.channelId(), m.sequenceNumber(), m.errorCode()));
    }

    private static MessageSample<NewExtendedMiningJob> newExtendedMiningJob() {
        return new MessageSample<>(
                new NewExtendedMiningJob(),
                (r, out) -> NewExtendedMiningJob.encode(
                        out,
                        r.u32(),
                        r.u32(),
                        r.option(),
                        r.u32(),
                        r.bool(),
                        r.hashes(255),
                        r.bytes(RandomFields.LONG),
                        r.bytes(RandomFields.LONG)),
                (m, out) -> NewExtendedMiningJob.encode(
                        out,
                        m.channelId(),
                        m.jobId(),
                        m.minNtime(),
                        m.version(),
                        m.versionRollingAllowed(),
                        RandomFields.list(m.merklePathNodeCount(), m::merklePathNode),
                        m.coinbaseTxPrefix(),
                        m.coinbaseTxSuffix()));
    }

    private static MessageSample<SetNewPrevHash> setNewPrevHash() {
        return new MessageSample<>(
                new SetNewPrevHash(),
                (r, out) -> SetNewPrevHash.encode(out, r.u32(), r.u32(), r.hash(), r.u32(), r.u32()),
                (m, out) ->
                        SetNewPrevHash.encode(out, m.channelId(), m.jobId(), m.prevHash(), m.minNtime(), m.nbits()));
    }

    private static MessageSample<SetTarget> setTarget() {
        return new MessageSample<>(
                new SetTarget(),
                (r, out) -> SetTarget.encode(out, r.u32(), r.target()),
                (m, out) -> SetTarget.encode(out, m.channelId(), m.maximumTarget()));
    }

    private static MessageSample<SetCustomMiningJob> setCustomMiningJob() {
        return new MessageSample<>(
                new SetCustomMiningJob(),
                (r, out) -> SetCustomMiningJob.encode(
                        out,
                        r.u32(),
                        r.u32(),
                        r.bytes(255),
                        r.u32(),
                        r.hash(),
                        r.u32(),
                        r.u32(),
                        r.u32(),
                        r.bytes(8),
                        r.u32(),
                        r.bytes(RandomFields.LONG),
                        r.u32(),
                        r.hashes(255)),
                (m, out) -> SetCustomMiningJob.encode(
                        out,
                        m.channelId(),
                        m.requestId(),
                        m.miningJobToken(),
                        m.version(),
                        m.prevHash(),
                        m.minNtime(),
                        m.nbits(),
                        m.coinbaseTxVersion(),
                        m.coinbasePrefix(),
                        m.coinbaseTxInputNSequence(),
                        m.coinbaseTxOutputs(),
                        m.coinbaseTxLocktime(),
                        RandomFields.list(m.merklePathNodeCount(), m::merklePathNode)));
    }

    private static MessageSample<SetCustomMiningJobSuccess> setCustomMiningJobSuccess() {
        return new MessageSample<>(
                new SetCustomMiningJobSuccess(),
                (r, out) -> SetCustomMiningJobSuccess.encode(out, r.u32(), r.u32(), r.u32()),
                (m, out) -> SetCustomMiningJobSuccess.encode(out, m.channelId(), m.requestId(), m.jobId()));
    }

    private static MessageSample<SetCustomMiningJobError> setCustomMiningJobError() {
        return new MessageSample<>(
                new SetCustomMiningJobError(),
                (r, out) -> SetCustomMiningJobError.encode(out, r.u32(), r.u32(), r.text()),
                (m, out) -> SetCustomMiningJobError.encode(out, m.channelId(), m.requestId(), m.errorCode()));
    }

    private static MessageSample<SetGroupChannel> setGroupChannel() {
        return new MessageSample<>(
                new SetGroupChannel(),
                (r, out) -> SetGroupChannel.encode(out, r.u32(), r.longs()),
                (m, out) -> SetGroupChannel.encode(
                        out, m.groupChannelId(), RandomFields.longs(m.channelIdCount(), m::channelId)));
    }
}
