package io.otedama.stratum.v2;

import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.security.GuardedWorker;
import io.otedama.security.LogLimiter;
import io.otedama.security.Misbehaviour;
import io.otedama.session.MinerSession;
import io.otedama.session.Worker;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.mining.UpdateChannelError;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens, changes and closes the channels of one connection. Event loop only. */
final class ChannelOpening {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelOpening.class);

    private final V2Loop loop;
    private final V2Outbound out;
    private final V2Connection connection;
    private final ChannelTable channels;
    private final ChannelJobs jobs;
    private final ChannelShares shares;
    private final String userAgent;
    private final boolean ownWork;

    /**
     * @param userAgent what the client says it is: decides how large its coinbases may be
     * @param ownWork true for a client that selects its work itself
     */
    ChannelOpening(
            V2Loop loop,
            V2Outbound out,
            V2Connection connection,
            ChannelTable channels,
            ChannelJobs jobs,
            ChannelShares shares,
            String userAgent,
            boolean ownWork) {
        this.loop = loop;
        this.out = out;
        this.connection = connection;
        this.channels = channels;
        this.jobs = jobs;
        this.shares = shares;
        this.userAgent = userAgent;
        this.ownWork = ownWork;
    }

    void open(OpenStandardMiningChannel wish) {
        if (ownWork) {
            refuse(wish.requestId(), ErrorCodes.STANDARD_CHANNELS_NOT_SUPPORTED_FOR_CUSTOM_WORK);
            return;
        }
        MiningChannel channel =
                open(wish.requestId(), false, wish.userIdentity(), wish.nominalHashRate(), wish.maxTarget());
        if (channel != null) {
            byte[] prefix = channel.extranoncePrefix();
            OpenStandardMiningChannelSuccess.encode(
                    out.frames(),
                    wish.requestId(),
                    channel.id(),
                    targetOf(channel, wish.maxTarget()),
                    prefix,
                    ChannelTable.GROUP);
            begin(channel);
        }
    }

    void open(OpenExtendedMiningChannel wish) {
        if (jobs.isStandardOnly()) {
            refuse(wish.requestId(), ErrorCodes.EXTENDED_CHANNELS_NOT_SUPPORTED_FOR_STANDARD_JOBS);
            return;
        }
        MiningChannel channel =
                open(wish.requestId(), true, wish.userIdentity(), wish.nominalHashRate(), wish.maxTarget());
        if (channel == null) {
            return;
        }
        int size = channel.extranonceSize();
        if (wish.minExtranonceSize() > size) {
            end(channel);
            refuse(wish.requestId(), ErrorCodes.MIN_EXTRANONCE_SIZE_TOO_LARGE);
            return;
        }
        byte[] prefix = channel.extranoncePrefix();
        OpenExtendedMiningChannelSuccess.encode(
                out.frames(),
                wish.requestId(),
                channel.id(),
                targetOf(channel, wish.maxTarget()),
                size,
                prefix,
                ChannelTable.GROUP);
        begin(channel);
    }

    private @Nullable MiningChannel open(
            long requestId, boolean extended, String user, float hashrate, Target maxTarget) {
        if (!isHashrate(hashrate)) {
            return refuse(requestId, ErrorCodes.INVALID_NOMINAL_HASHRATE);
        }
        if (channels.isFull()) {
            return refuse(requestId, "too-many-channels");
        }
        int maxInFlight = loop.terms().limits().maxInFlightSubmits();
        MiningChannel channel = new MiningChannel(channels.nextId(), extended, ownWork, connection, maxInFlight);
        if (connection.peerGuard().refusal(user) != null) {
            return refuseWorker(requestId, user, "banned from its address", "worker-banned");
        }
        String refusal = loop.gate().enter(connection.address());
        if (refusal != null) {
            return refuse(requestId, refusal);
        }
        MinerSession session = loop.lane().connect(channel, connection.port());
        if (session == null) {
            loop.gate().leave(connection.address());
            return refuse(requestId, ChannelGate.POOL_FULL);
        }
        Worker worker = session.authorize(user, "");
        GuardedWorker guarded = worker == null ? null : connection.peerGuard().admit(user);
        if (worker == null || guarded == null) {
            String reason = session.refusal();
            disconnect(session);
            if (session.isLoginFailed()) {
                connection.peerGuard().misbehaved(Misbehaviour.FAILED_LOGIN);
            }
            return refuseWorker(requestId, user, reason, ErrorCodes.UNKNOWN_USER);
        }
        prepare(session, hashrate, maxTarget);
        channel.open(session, worker, guarded);
        V2Job job = loop.currentJob();
        if (job != null) {
            session.assign(job.job());
        }
        return channel;
    }

    /** What a session must know before its first job is assigned. */
    private void prepare(MinerSession session, float hashrate, Target maxTarget) {
        session.identify(userAgent);
        session.allowVersionRolling();
        session.nominalHashrate(hashes(hashrate));
        session.easiestTarget(maxTarget);
    }

    private @Nullable MiningChannel refuseWorker(long requestId, String user, String reason, String code) {
        if (LOG.isInfoEnabled() && loop.terms().log().tryLog()) {
            LOG.info("refused worker '{}': {}", LogLimiter.clean(user), reason);
        }
        return refuse(requestId, code);
    }

    /** The target of the first job; before there is one, what the miner asked for: the first job then brings another. */
    private static Target targetOf(MiningChannel channel, Target maxTarget) {
        ShareTarget target = channel.session().currentTarget();
        return target == null ? maxTarget : target.target();
    }

    private void begin(MiningChannel channel) {
        out.seal();
        channels.add(channel);
        V2Job job = loop.currentJob();
        if (job != null) {
            jobs.sendFirst(channel, job);
        }
    }

    private @Nullable MiningChannel refuse(long requestId, String code) {
        OpenMiningChannelError.encode(out.frames(), requestId, code);
        out.seal();
        return null;
    }

    private static boolean isHashrate(float hashrate) {
        return Float.isFinite(hashrate) && hashrate > 0;
    }

    private static BigInteger hashes(float hashrate) {
        return new BigDecimal(hashrate).toBigInteger();
    }

    /** What changes is said by SetTarget, with the next job; when nothing does, at once, for those who wait for it. */
    void update(UpdateChannel wish) {
        MiningChannel channel = channels.find(wish.channelId());
        if (channel == null) {
            refuseUpdate(wish.channelId(), ErrorCodes.INVALID_CHANNEL_ID);
        } else if (!isHashrate(wish.nominalHashRate())) {
            refuseUpdate(wish.channelId(), ErrorCodes.INVALID_NOMINAL_HASHRATE);
        } else {
            channel.session().nominalHashrate(hashes(wish.nominalHashRate()));
            channel.session().easiestTarget(wish.maximumTarget());
            jobs.confirmTarget(channel);
        }
    }

    private void refuseUpdate(long channelId, String code) {
        UpdateChannelError.encode(out.frames(), channelId, code);
        out.seal();
    }

    boolean hasChannels() {
        return !channels.isEmpty();
    }

    /** Closes a channel, or all of the group. */
    void close(CloseChannel wish) {
        if (wish.channelId() == ChannelTable.GROUP) {
            closeAll();
            return;
        }
        MiningChannel channel = channels.find(wish.channelId());
        if (channel != null) {
            shares.forget(channel);
            channels.remove(channel);
            end(channel);
        }
    }

    void closeAll() {
        for (MiningChannel channel : channels.copy()) {
            shares.forget(channel);
            channels.remove(channel);
            end(channel);
        }
    }

    /** Each second: ends the channels of a worker whose ban was spoken on another connection. */
    void expelBanned() {
        GuardedWorker banned = null;
        for (MiningChannel channel : channels.all()) {
            banned = channel.guarded().isBanned() ? channel.guarded() : banned;
        }
        if (banned != null) {
            expel(banned);
        }
    }

    /** Ends all channels of a banned worker, and says so. */
    void expel(GuardedWorker culprit) {
        for (MiningChannel channel : channels.copy()) {
            if (channel.guarded().equals(culprit)) {
                shares.forget(channel);
                CloseChannel.encode(out.frames(), channel.id(), "worker-banned");
                out.seal();
                channels.remove(channel);
                end(channel);
            }
        }
    }

    private void end(MiningChannel channel) {
        connection.peerGuard().forget(channel.guarded());
        disconnect(channel.session());
    }

    private void disconnect(MinerSession session) {
        loop.lane().disconnect(session);
        loop.gate().leave(connection.address());
    }
}
