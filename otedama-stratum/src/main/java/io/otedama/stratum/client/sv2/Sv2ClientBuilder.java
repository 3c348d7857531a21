package io.otedama.stratum.client.sv2;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.otedama.chain.Target;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.stratum.client.ClientTimeouts;
import io.otedama.stratum.client.ExtranonceSpace;
import io.otedama.stratum.client.ListenerFan;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.message.SetupFlags;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link Sv2Client}. Needed are server, user, and one of {@link #authority}, {@link #anyAuthority} and {@link
 * #plaintext}. Not thread-safe; may be used again.
 */
public final class Sv2ClientBuilder {
    /** Bits that may be rolled at most (BIP 323). */
    public static final int BIP323_MASK = 0x1fffffe0;

    /** Bits that every server lets a miner roll (BIP 320), a part of {@link #BIP323_MASK}. */
    public static final int BIP320_MASK = 0x1fffe000;

    /** Answers to submits are waited for long: servers acknowledge several at once, some only when enough have come. */
    public static final ClientTimeouts TIMEOUTS = ClientTimeouts.DEFAULT.withReply(Duration.ofMinutes(10));

    /** Longest payload that is taken from a server unless something else is asked for. */
    public static final int DEFAULT_FRAME_BYTES = 1 << 20;

    private static final int MIN_FRAME_BYTES = 1_024;
    private static final int MAX_OUTSTANDING = 1 << 16;

    private @Nullable InetSocketAddress server;
    private @Nullable SocketAddress localAddress;
    private @Nullable EventLoopGroup group;
    private @Nullable AuthorityKey authority;
    private boolean encrypted = true;
    private boolean trustDecided;
    private final List<Sv2Listener> listeners = new ArrayList<>();
    private String user = "";
    private ChannelKind kind = ChannelKind.STANDARD;
    private int minExtranonceSize;
    private float nominalHashRate = 1_000_000;
    private Target maxTarget = Target.MAX;
    private long setupFlags = SetupFlags.REQUIRES_STANDARD_JOBS;
    private int versionMask = BIP320_MASK;
    private Device device = Device.OTEDAMA;
    private int maxFrameBytes = DEFAULT_FRAME_BYTES;
    private int maxOutstanding = 256;
    private ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
    private ClientTimeouts timeouts = TIMEOUTS;

    Sv2ClientBuilder() {}

    /** The name is resolved at every attempt to connect. */
    public Sv2ClientBuilder server(String host, int port) {
        return server(InetSocketAddress.createUnresolved(host, port));
    }

    public Sv2ClientBuilder server(InetSocketAddress address) {
        server = address;
        return this;
    }

    /** Source address of the connection; port 0 lets the system choose. Default: the system chooses both. */
    public Sv2ClientBuilder localAddress(InetSocketAddress address) {
        localAddress = address;
        return this;
    }

    /** A group to share, with NIO handlers; the client never shuts it down. Default: a thread of its own. */
    public Sv2ClientBuilder group(EventLoopGroup shared) {
        group = shared;
        return this;
    }

    /** Encrypts, and demands a certificate by this authority: at every connection, wherever a server sends the client. */
    public Sv2ClientBuilder authority(AuthorityKey key) {
        authority = key;
        encrypted = true;
        trustDecided = true;
        return this;
    }

    /**
     * Encrypts, and believes every server: whoever sits in between can pretend to be it. For tests, and where no key is
     * known.
     */
    public Sv2ClientBuilder anyAuthority() {
        authority = null;
        encrypted = true;
        trustDecided = true;
        return this;
    }

    /** Does not encrypt. Servers take that from their own machine or network only. */
    public Sv2ClientBuilder plaintext() {
        authority = null;
        encrypted = false;
        trustDecided = true;
        return this;
    }

    /** A listener that hears everything from the start on. */
    public Sv2ClientBuilder listener(Sv2Listener listener) {
        listeners.add(listener);
        return this;
    }

    /** Who is paid: an account, or an address and a worker's name. */
    public Sv2ClientBuilder user(String identity) {
        user = identity;
        return this;
    }

    /** A standard channel with jobs of its own, the default. */
    public Sv2ClientBuilder standard() {
        kind = ChannelKind.STANDARD;
        minExtranonceSize = 0;
        setupFlags = SetupFlags.REQUIRES_STANDARD_JOBS;
        return this;
    }

    /** An extended channel that leaves at least so many bytes of the extranonce to the miner. */
    public Sv2ClientBuilder extended(int minBytes) {
        kind = ChannelKind.EXTENDED;
        minExtranonceSize = minBytes;
        setupFlags = 0;
        return this;
    }

    /** An extended channel on which the miner selects the work himself: see {@link Sv2Client#setCustomJob}. */
    public Sv2ClientBuilder workSelection(int minBytes) {
        extended(minBytes);
        setupFlags = SetupFlags.REQUIRES_WORK_SELECTION;
        return this;
    }

    /** Other flags of SetupConnection than those that follow from the kind of channel; call it behind that. */
    public Sv2ClientBuilder setupFlags(long flags) {
        setupFlags = flags;
        return this;
    }

    /** Hashes per second that the server may expect; decides on the first target. Default a million. */
    public Sv2ClientBuilder nominalHashRate(float hashesPerSecond) {
        nominalHashRate = hashesPerSecond;
        return this;
    }

    /** Easiest target that the client can work with. Default: any. */
    public Sv2ClientBuilder maxTarget(Target target) {
        maxTarget = target;
        return this;
    }

    /** Bits of the version to roll where the job allows it, within {@link #BIP323_MASK}. Default {@link #BIP320_MASK}. */
    public Sv2ClientBuilder versionMask(int mask) {
        versionMask = mask;
        return this;
    }

    public Sv2ClientBuilder device(Device value) {
        device = value;
        return this;
    }

    /** Longest payload accepted from the server, in bytes. Default {@link #DEFAULT_FRAME_BYTES}. */
    public Sv2ClientBuilder maxFrameBytes(int bytes) {
        maxFrameBytes = bytes;
        return this;
    }

    /** Submits without answer at any moment: a power of two, more than a server acknowledges at once. Default 256. */
    public Sv2ClientBuilder maxOutstanding(int submits) {
        maxOutstanding = submits;
        return this;
    }

    public Sv2ClientBuilder reconnect(ReconnectPolicy policy) {
        reconnect = policy;
        return this;
    }

    /** Default {@link #TIMEOUTS}. */
    public Sv2ClientBuilder timeouts(ClientTimeouts limits) {
        timeouts = limits;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake found; nothing has been started then
     */
    public Sv2Client build() {
        Sv2Client client = new Sv2Client(check(), group);
        listeners.forEach(client::addListener);
        return client;
    }

    Sv2ClientConfig check() {
        List<ConfigProblem> problems = new ArrayList<>();
        InetSocketAddress target = server;
        require(problems, target != null && target.getPort() != 0, "server", "is missing or has port 0", "Name both.");
        require(problems, trustDecided, "authority", "is missing", "Name the pool's key, or say plaintext.");
        boolean named = !user.isEmpty() && Device.isSendable(user);
        require(problems, named, "user", "is empty, too long or has control characters", "Use 1 to 255 bytes.");
        require(problems, Demand.isHashRate(nominalHashRate), "nominalHashRate", "is " + nominalHashRate, "Use > 0.");
        checkRange(problems, "minExtranonceSize", minExtranonceSize, 0, ExtranonceSpace.MAX_BYTES);
        checkRange(problems, "setupFlags", setupFlags, 0, 0xffff_ffffL);
        checkRange(problems, "maxFrameBytes", maxFrameBytes, MIN_FRAME_BYTES, FrameHeader.MAX_PAYLOAD_BYTES);
        checkRange(problems, "maxOutstanding", maxOutstanding, 1, MAX_OUTSTANDING);
        checkRange(problems, "listeners", listeners.size(), 0, ListenerFan.MAX_LISTENERS);
        require(problems, Integer.bitCount(maxOutstanding) == 1, "maxOutstanding", "is no power of two", "Use 64, …");
        boolean within = (versionMask & ~BIP323_MASK) == 0;
        require(problems, within, "versionMask", "has bits beyond 1fffffe0", "Use a part of it.");
        boolean nio = !(group instanceof IoEventLoopGroup io) || io.isIoType(NioIoHandler.class);
        require(problems, nio, "group", "has no NIO handlers", "Make it with NioIoHandler.newFactory().");
        if (target == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return config(target);
    }

    private Sv2ClientConfig config(InetSocketAddress target) {
        return new Sv2ClientConfig(
                target,
                localAddress,
                encrypted,
                authority,
                user,
                kind,
                new Demand(nominalHashRate, maxTarget),
                setupFlags,
                minExtranonceSize,
                versionMask,
                device,
                maxFrameBytes,
                maxOutstanding,
                reconnect,
                timeouts);
    }

    private static void require(List<ConfigProblem> problems, boolean holds, String key, String is, String advice) {
        if (!holds) {
            problems.add(new ConfigProblem(key, is, advice));
        }
    }

    private static void checkRange(List<ConfigProblem> problems, String key, long value, long min, long max) {
        require(problems, value >= min && value <= max, key, "is " + value, "Use " + min + " to " + max + ".");
    }
}
