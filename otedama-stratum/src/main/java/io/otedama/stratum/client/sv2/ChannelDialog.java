package io.otedama.stratum.client.sv2;

import io.otedama.job.CustomWork;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobError;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobSuccess;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.mining.UpdateChannelError;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one opened channel. Messages for other channels are passed over. Event loop only; {@link #current} and
 * {@link #currentJob} may be read anywhere.
 */
final class ChannelDialog {
    private final Sv2Dialog.Wire wire;
    private final Sv2Events events;
    private final ShareDesk shares;
    private final JobBook book;
    private final CustomRequests custom = new CustomRequests();
    private final SubmitSharesSuccess success = new SubmitSharesSuccess();
    private volatile Sv2Channel current;
    private volatile @Nullable Sv2Job currentJob;

    ChannelDialog(Sv2Channel granted, int versionMask, Sv2Dialog.Wire wire, Sv2Events events, ShareDesk shares) {
        this.wire = wire;
        this.events = events;
        this.shares = shares;
        this.book = new JobBook(granted, versionMask);
        this.current = granted;
    }

    Sv2Channel current() {
        return current;
    }

    @Nullable
    Sv2Job currentJob() {
        return currentJob;
    }

    /** As {@link Sv2Dialog#onMessage}. */
    void onMessage(MessageType type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case SUBMIT_SHARES_SUCCESS -> {
                success.wrap(payload, offset, length);
                if (success.channelId() == current.id()) {
                    shares.accepted(success.lastSequenceNumber());
                }
            }
            case SUBMIT_SHARES_ERROR -> onRefused(Sv2Dialog.read(new SubmitSharesError(), payload, offset, length));
            case NEW_MINING_JOB -> onJob(Sv2Dialog.read(new NewMiningJob(), payload, offset, length));
            case NEW_EXTENDED_MINING_JOB -> onJob(Sv2Dialog.read(new NewExtendedMiningJob(), payload, offset, length));
            case SET_NEW_PREV_HASH -> onPrevHash(Sv2Dialog.read(new SetNewPrevHash(), payload, offset, length));
            case SET_TARGET -> onTarget(Sv2Dialog.read(new SetTarget(), payload, offset, length));
            case SET_EXTRANONCE_PREFIX -> onPrefix(Sv2Dialog.read(new SetExtranoncePrefix(), payload, offset, length));
            case SET_GROUP_CHANNEL -> onGroup(Sv2Dialog.read(new SetGroupChannel(), payload, offset, length));
            case UPDATE_CHANNEL_ERROR -> onUpdate(Sv2Dialog.read(new UpdateChannelError(), payload, offset, length));
            case SET_CUSTOM_MINING_JOB_SUCCESS ->
                onCustom(Sv2Dialog.read(new SetCustomMiningJobSuccess(), payload, offset, length));
            case SET_CUSTOM_MINING_JOB_ERROR ->
                onCustom(Sv2Dialog.read(new SetCustomMiningJobError(), payload, offset, length));
            case CLOSE_CHANNEL -> onClose(Sv2Dialog.read(new CloseChannel(), payload, offset, length));
            default -> {
                // a message that a server does not send, or one that asks for nothing
            }
        }
    }

    private void onRefused(SubmitSharesError error) {
        if (error.channelId() == current.id()) {
            shares.refused(error.sequenceNumber(), error.errorCode());
        }
    }

    private void onUpdate(UpdateChannelError error) {
        if (error.channelId() == current.id()) {
            events.updateRefused(error.errorCode());
        }
    }

    private void onClose(CloseChannel message) {
        if (current.isAddressedBy(message.channelId())) {
            wire.channelClosed(message.reasonCode());
        }
    }

    // ---- jobs

    private void onJob(NewMiningJob job) {
        if (job.channelId() != current.id()) {
            return;
        }
        if (current.kind() == ChannelKind.EXTENDED) {
            throw new ProtocolException("NewMiningJob " + job.jobId() + " for an extended channel");
        }
        publish(book.add(JobNotice.of(job), job.minNtime()));
    }

    private void onJob(NewExtendedMiningJob job) {
        if (current.isAddressedBy(job.channelId())) {
            publish(book.add(JobNotice.of(job), job.minNtime()));
        }
    }

    private void onPrevHash(SetNewPrevHash message) {
        if (current.isAddressedBy(message.channelId())) {
            publish(book.onPrevHash(message));
        }
    }

    /** Work of the miner's own is kept on until there is a new block. */
    private void publish(@Nullable Sv2Job job) {
        if (job == null) {
            return;
        }
        Sv2Job before = currentJob;
        boolean keeps = before != null
                && before.isCustom()
                && !job.isCustom()
                && before.previousBlock().equals(job.previousBlock());
        if (!keeps) {
            currentJob = job;
        }
        events.job(job, !keeps);
    }

    // ---- the channel

    private void onTarget(SetTarget message) {
        if (current.isAddressedBy(message.channelId())) {
            change(current.withTarget(message.maximumTarget()));
        }
    }

    private void onPrefix(SetExtranoncePrefix message) {
        if (message.channelId() == current.id()) {
            int size = current.extranonce().extranonce2Size();
            change(current.withExtranonce(Sv2Dialog.space(message.extranoncePrefix(), size)));
        }
    }

    private void onGroup(SetGroupChannel message) {
        for (int i = 0; i < message.channelIdCount(); i++) {
            if (message.channelId(i) == current.id()) {
                change(current.withGroup(message.groupChannelId()));
                return;
            }
        }
    }

    private void change(Sv2Channel changed) {
        current = changed;
        book.change(changed);
        events.channel(changed);
    }

    // ---- what the miner asks

    void update(Demand demand) {
        UpdateChannel.encode(wire.frames(), current.id(), demand.nominalHashRate(), demand.maxTarget());
        wire.flush();
    }

    void leave(String reasonCode) {
        CloseChannel.encode(wire.frames(), current.id(), reasonCode);
        wire.flush();
    }

    void propose(byte[] token, CustomWork work, CompletableFuture<Sv2Job> result) {
        custom.begin(wire.frames(), current.id(), token, new CustomRequests.Request(work, result));
        wire.flush();
    }

    private void onCustom(SetCustomMiningJobSuccess answer) {
        CustomRequests.Request request = answer.channelId() == current.id() ? custom.take(answer.requestId()) : null;
        if (request == null) {
            return;
        }
        CustomWork work = request.work();
        int bytes = current.extranonce().extranonce1Bytes().length
                + current.extranonce().extranonce2Size();
        ChainTip base = new ChainTip(work.previousBlock(), (int) work.minTime(), work.bits());
        Sv2Job job = book.custom(JobNotice.of(answer.jobId(), work, bytes), base);
        publish(job);
        request.result().complete(job);
    }

    private void onCustom(SetCustomMiningJobError answer) {
        CustomRequests.Request request = answer.channelId() == current.id() ? custom.take(answer.requestId()) : null;
        if (request != null) {
            request.fail(answer.errorCode(), "the server refused the custom job: " + answer.errorCode());
        }
    }

    void close(String words) {
        custom.close(words);
    }
}
