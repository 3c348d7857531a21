package io.otedama.stratum.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.otedama.chain.Difficulty;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link StratumClient}. Only server and user are needed. Not thread-safe; may be used again. */
public final class StratumClientBuilder {
    /** Bits that may be rolled without a risk to consensus (BIP320). */
    public static final int BIP320_MASK = 0x1fffe000;

    private static final int MAX_TEXT_CHARS = 1024;
    private static final int MIN_LINE_BYTES = 256;
    private static final int MAX_LINE_BYTES = 1 << 24;
    private static final int MAX_OUTSTANDING = 1 << 16;

    private @Nullable InetSocketAddress server;
    private @Nullable SSLContext tls;
    private @Nullable SocketAddress localAddress;
    private @Nullable EventLoopGroup group;
    private final List<ClientListener> listeners = new ArrayList<>();
    private String user = "";
    private String password = "x";
    private String userAgent = "otedama/0.1";
    private int versionMask;
    private boolean extranonceSubscription;
    private @Nullable Difficulty suggestedDifficulty;
    private @Nullable Difficulty minimumDifficulty;
    private boolean pipelinedHandshake;
    private long shareMultiplier = 1;
    private int maxLineBytes = 64 * 1024;
    private int maxOutstanding = 256;
    private ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
    private ClientTimeouts timeouts = ClientTimeouts.DEFAULT;

    StratumClientBuilder() {}

    /** The name is resolved at every attempt to connect. */
    public StratumClientBuilder server(String host, int port) {
        return server(InetSocketAddress.createUnresolved(host, port));
    }

    public StratumClientBuilder server(InetSocketAddress address) {
        server = address;
        return this;
    }

    /**
     * The server as {@code stratum+tcp://host:port} or {@code stratum+ssl://host:port}; the latter with {@link #tls()}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public StratumClientBuilder url(String text) {
        URI uri = URI.create(text);
        boolean ssl = "stratum+ssl".equals(uri.getScheme());
        if ((!ssl && !"stratum+tcp".equals(uri.getScheme())) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not stratum+tcp://host:port or stratum+ssl://host:port");
        }
        return ssl ? tls().server(uri.getHost(), uri.getPort()) : server(uri.getHost(), uri.getPort());
    }

    /** Encrypts with TLS; believes who Java's own authorities vouch for. Default: not encrypted. */
    public StratumClientBuilder tls() {
        try {
            return tls(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Encrypts with TLS; the context says who is believed. The certificate must be for the server's host in any case. */
    public StratumClientBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** Source address of the connection; port 0 lets the system choose. Default: the system chooses both. */
    public StratumClientBuilder localAddress(InetSocketAddress address) {
        localAddress = address;
        return this;
    }

    /** A group to share, with NIO handlers; the client never shuts it down. Default: a thread of its own. */
    public StratumClientBuilder group(EventLoopGroup shared) {
        group = shared;
        return this;
    }

    /** A listener that hears everything from the start on. */
    public StratumClientBuilder listener(ClientListener listener) {
        listeners.add(listener);
        return this;
    }

    public StratumClientBuilder user(String name) {
        user = name;
        return this;
    }

    /** Default {@code x}, which says nothing. */
    public StratumClientBuilder password(String text) {
        password = text;
        return this;
    }

    public StratumClientBuilder userAgent(String text) {
        userAgent = text;
        return this;
    }

    /** Asks to roll these bits of the version. 0, the default: does not ask. */
    public StratumClientBuilder versionRolling(int mask) {
        versionMask = mask;
        return this;
    }

    /** Tells the server that {@code mining.set_extranonce} is understood (it always is). */
    public StratumClientBuilder extranonceSubscription(boolean subscribe) {
        extranonceSubscription = subscribe;
        return this;
    }

    public StratumClientBuilder suggestedDifficulty(Difficulty difficulty) {
        suggestedDifficulty = difficulty;
        return this;
    }

    /** Asks for {@code minimum-difficulty} by {@code mining.configure}. */
    public StratumClientBuilder minimumDifficulty(Difficulty difficulty) {
        minimumDifficulty = difficulty;
        return this;
    }

    /** Sends the whole handshake at once, as many devices do, instead of waiting for subscribe's answer. */
    public StratumClientBuilder pipelinedHandshake(boolean pipelined) {
        pipelinedHandshake = pipelined;
        return this;
    }

    /** M in target = D1 * M / difficulty. Default 1. */
    public StratumClientBuilder shareMultiplier(long multiplier) {
        shareMultiplier = multiplier;
        return this;
    }

    /** Takes the share multiplier of an algorithm. */
    public StratumClientBuilder proofOfWork(ProofOfWork algorithm) {
        return shareMultiplier(algorithm.shareMultiplier());
    }

    /** Longest line accepted from the server, in bytes. Default 64 KiB. */
    public StratumClientBuilder maxLineBytes(int bytes) {
        maxLineBytes = bytes;
        return this;
    }

    /** Submits without answer at any moment: a power of two. Default 256. */
    public StratumClientBuilder maxOutstanding(int submits) {
        maxOutstanding = submits;
        return this;
    }

    public StratumClientBuilder reconnect(ReconnectPolicy policy) {
        reconnect = policy;
        return this;
    }

    public StratumClientBuilder timeouts(ClientTimeouts limits) {
        timeouts = limits;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake found; nothing has been started then
     */
    public StratumClient build() {
        ClientConfig config = check();
        StratumClient client = new StratumClient(config, group);
        listeners.forEach(client::addListener);
        return client;
    }

    ClientConfig check() {
        List<ConfigProblem> problems = new ArrayList<>();
        InetSocketAddress target = server;
        if (target == null || target.getPort() == 0) {
            problems.add(new ConfigProblem("server", "is missing or has port 0", "Name the pool's host and port."));
        }
        checkText(problems, "user", user, 1);
        checkText(problems, "password", password, 0);
        checkText(problems, "userAgent", userAgent, 1);
        checkRange(problems, "shareMultiplier", shareMultiplier, 1, 1L << 32);
        checkRange(problems, "maxLineBytes", maxLineBytes, MIN_LINE_BYTES, MAX_LINE_BYTES);
        checkRange(problems, "maxOutstanding", maxOutstanding, 1, MAX_OUTSTANDING);
        checkRange(problems, "listeners", listeners.size(), 0, ListenerFan.MAX_LISTENERS);
        if (Integer.bitCount(maxOutstanding) != 1) {
            problems.add(new ConfigProblem("maxOutstanding", "is no power of two", "Use 64, 128, 256, …"));
        }
        if (group instanceof IoEventLoopGroup io && !io.isIoType(NioIoHandler.class)) {
            problems.add(new ConfigProblem("group", "has no NIO handlers", "Make it with NioIoHandler.newFactory()."));
        }
        if (target == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return config(target);
    }

    private ClientConfig config(InetSocketAddress target) {
        return new ClientConfig(
                target,
                tls,
                localAddress,
                user,
                password,
                userAgent,
                versionMask,
                extranonceSubscription,
                suggestedDifficulty,
                minimumDifficulty,
                pipelinedHandshake,
                shareMultiplier,
                maxLineBytes,
                maxOutstanding,
                reconnect,
                timeouts);
    }

    private static void checkText(List<ConfigProblem> problems, String key, String text, int min) {
        checkRange(problems, key + " length", text.length(), min, MAX_TEXT_CHARS);
    }

    private static void checkRange(List<ConfigProblem> problems, String key, long value, long min, long max) {
        if (value < min || value > max) {
            problems.add(new ConfigProblem(key, "is " + value, "Use " + min + " to " + max + "."));
        }
    }
}
