package io.otedama.stratum.v2;

import io.otedama.chain.Hash256;
import io.otedama.job.CustomJobs;
import io.otedama.job.CustomWork;
import io.otedama.job.CustomWorkException;
import io.otedama.job.Job;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobError;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobSuccess;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes in work that the miners of one connection selected themselves. Event loop only. */
final class CustomWorkIntake {
    private final V2Outbound out;
    private final ChannelTable channels;
    private final JobTokens tokens;
    private final @Nullable CustomJobs jobs;

    /**
     * @param jobs null when the pool takes no such work
     */
    CustomWorkIntake(V2Outbound out, ChannelTable channels, JobTokens tokens, @Nullable CustomJobs jobs) {
        this.out = out;
        this.channels = channels;
        this.tokens = tokens;
        this.jobs = jobs;
    }

    void take(SetCustomMiningJob wish) {
        CustomJobs factory = jobs;
        MiningChannel channel = channels.find(wish.channelId());
        if (factory == null) {
            refuse(wish, ErrorCodes.JD_NOT_SUPPORTED);
        } else if (channel == null || !channel.selectsWork()) {
            refuse(wish, ErrorCodes.INVALID_CHANNEL_ID);
        } else if (!tokens.isValid(wish.miningJobToken())) {
            refuse(wish, ErrorCodes.INVALID_MINING_JOB_TOKEN);
        } else {
            make(wish, channel, factory);
        }
    }

    private void make(SetCustomMiningJob wish, MiningChannel channel, CustomJobs factory) {
        try {
            Job job = factory.make(work(wish));
            long id = channel.customJobs().add(job);
            SetCustomMiningJobSuccess.encode(out.frames(), wish.channelId(), wish.requestId(), id);
            out.seal();
        } catch (CustomWorkException e) {
            refuse(wish, e.errorCode());
        }
    }

    private static CustomWork work(SetCustomMiningJob wish) {
        return new CustomWork(
                (int) wish.version(),
                wish.prevHash(),
                wish.minNtime(),
                (int) wish.nbits(),
                (int) wish.coinbaseTxVersion(),
                wish.coinbasePrefix(),
                (int) wish.coinbaseTxInputNSequence(),
                wish.coinbaseTxOutputs(),
                (int) wish.coinbaseTxLocktime(),
                merklePath(wish));
    }

    private static List<Hash256> merklePath(SetCustomMiningJob wish) {
        return IntStream.range(0, wish.merklePathNodeCount())
                .mapToObj(wish::merklePathNode)
                .toList();
    }

    private void refuse(SetCustomMiningJob wish, String code) {
        SetCustomMiningJobError.encode(out.frames(), wish.channelId(), wish.requestId(), code);
        out.seal();
    }
}
