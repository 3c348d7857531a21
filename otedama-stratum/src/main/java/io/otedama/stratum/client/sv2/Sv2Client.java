package io.otedama.stratum.client.sv2;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.otedama.chain.Target;
import io.otedama.job.CustomWork;
import io.otedama.stratum.client.ClientLife;
import io.otedama.stratum.client.ClientState;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ListenerFan;
import io.otedama.stratum.client.MinerJob;
import io.otedama.stratum.client.MiningSource;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.Redirect;
import io.otedama.stratum.client.SubmitListener;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkListener;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Stratum V2 miner's side of one connection at a time, with one channel on it. It connects, checks who the server is,
 * opens the channel, keeps the current job, and connects again when the connection ends: its life is {@link ClientLife}.
 *
 * <p>Threads: every method may be called from any thread and none blocks, except {@link #close}. All events come on the
 * client's one event loop. A group that is passed in serves any number of clients and is never shut down here; without
 * one the client owns a single daemon thread that ends with {@link #close}.
 */
public final class Sv2Client implements MiningSource, AutoCloseable {
    private final Sv2ClientConfig config;
    private final ClientLife<Sv2Connection> life;
    private final ListenerFan<Sv2Listener> listeners = new ListenerFan<>();
    private final ListenerFan<WorkListener> workListeners = new ListenerFan<>();
    private final CompletableFuture<Sv2Channel> firstChannel = new CompletableFuture<>();
    private volatile Demand demand;

    Sv2Client(Sv2ClientConfig config, @Nullable EventLoopGroup group) {
        this.config = config;
        this.demand = config.demand();
        this.life = new ClientLife<>(group, config.reconnect(), config.server(), new Owner());
    }

    public static Sv2ClientBuilder builder() {
        return new Sv2ClientBuilder();
    }

    /**
     * Begins to connect. Calling it again changes nothing.
     *
     * @return completes when the first channel is opened; exceptionally, with {@link IllegalStateException}, when the client
     *     was closed or gave up before
     */
    public CompletableFuture<Sv2Channel> start() {
        life.start();
        return firstChannel.copy();
    }

    /**
     * Submits a share. Costs one future and one lambda; load generators use the other form.
     *
     * @return completes normally whatever the outcome; the message of a refusal is the server's error code
     * @see #submit(long, MinerJob, byte[], int, int, int, SubmitListener)
     */
    public CompletableFuture<SubmitReply> submit(Sv2Job job, byte[] extranonce, int time, int nonce, int versionBits) {
        CompletableFuture<SubmitReply> future = new CompletableFuture<>();
        submit(
                0,
                job,
                extranonce,
                time,
                nonce,
                versionBits,
                (token, outcome, code, message) -> future.complete(new SubmitReply(outcome, code, message)));
        return future;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The message of a refusal is the server's error code, the number the one by which Stratum V1 counts the same.
     */
    @Override
    public void submit(
            long token,
            MinerJob job,
            byte[] extranonce,
            int time,
            int nonce,
            int versionBits,
            SubmitListener listener) {
        if (!(job instanceof Sv2Job own)) {
            throw new IllegalArgumentException("a job of another protocol: " + job);
        }
        Sv2Connection current = life.link();
        if (current == null || current.number() != own.connection()) {
            listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "the job's connection has ended");
        } else {
            current.submit(token, own, extranonce, time, nonce, versionBits, listener);
        }
    }

    /**
     * Tells the server another hash rate or limit; later connections start with it. Only a failure is answered: {@link
     * Sv2Listener#onUpdateRefused}.
     *
     * @throws IllegalArgumentException when the hash rate is not positive and finite
     */
    public void updateChannel(float nominalHashRate, Target maxTarget) {
        if (!Demand.isHashRate(nominalHashRate)) {
            throw new IllegalArgumentException("a hash rate is positive and finite, found " + nominalHashRate);
        }
        Demand wanted = new Demand(nominalHashRate, maxTarget);
        demand = wanted;
        life.onLoop(() -> {
            ChannelDialog channel = opened();
            if (channel != null) {
                channel.update(wanted);
            }
        });
    }

    /**
     * Asks the server to take work that the miner selected himself. The job becomes the current one when the server agrees,
     * and stays it until the previous block changes or the next custom job comes.
     *
     * @param token of a job declaration server; read later, not to be changed
     * @return completes with the job; exceptionally with {@link CustomJobException} when it was refused, not sent or not
     *     answered
     */
    public CompletableFuture<Sv2Job> setCustomJob(byte[] token, CustomWork work) {
        CompletableFuture<Sv2Job> result = new CompletableFuture<>();
        boolean alive = life.onLoop(() -> {
            ChannelDialog channel = opened();
            if (channel == null) {
                notSent(result);
            } else {
                channel.propose(token, work, result);
            }
        });
        if (!alive) {
            notSent(result);
        }
        return result;
    }

    private static void notSent(CompletableFuture<Sv2Job> result) {
        result.completeExceptionally(
                new CustomJobException(CustomJobException.NOT_ANSWERED, "no channel is open; wait for onOpened"));
    }

    /**
     * Tells the server that the channel is given up, so that it answers at once for shares that it has accepted. No work
     * follows; {@link #close} or {@link #disconnect} ends the connection.
     *
     * @param reasonCode for the server's log, at most 255 bytes of UTF-8 without control characters
     * @throws IllegalArgumentException for another text
     */
    public void closeChannel(String reasonCode) {
        if (!Device.isSendable(reasonCode)) {
            throw new IllegalArgumentException("a reason has at most 255 bytes and no control characters");
        }
        life.onLoop(() -> {
            ChannelDialog channel = opened();
            if (channel != null) {
                channel.leave(reasonCode);
            }
        });
    }

    /** Drops the connection, if there is one; the client connects again as its policy says. */
    public void disconnect() {
        life.disconnect();
    }

    /**
     * @throws IllegalStateException when there are {@value ListenerFan#MAX_LISTENERS} already
     */
    public void addListener(Sv2Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Sv2Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public void addWorkListener(WorkListener listener) {
        workListeners.add(listener);
    }

    @Override
    public void removeWorkListener(WorkListener listener) {
        workListeners.remove(listener);
    }

    public ClientState state() {
        return life.state();
    }

    /** The opened channel as it stands now; null unless {@link ClientState#READY}. */
    public @Nullable Sv2Channel channel() {
        ChannelDialog channel = opened();
        return channel == null ? null : channel.current();
    }

    @Override
    public @Nullable Sv2Job currentJob() {
        ChannelDialog channel = opened();
        return channel == null ? null : channel.currentJob();
    }

    private @Nullable ChannelDialog opened() {
        Sv2Connection current = life.link();
        return current == null ? null : current.channelDialog();
    }

    /** Submits of the current connection that are not answered yet. */
    public int outstanding() {
        Sv2Connection current = life.link();
        return current == null ? 0 : current.outstanding();
    }

    @Override
    public int maxOutstanding() {
        return config.maxOutstanding();
    }

    /**
     * Ends the connection; submits without answer hear {@link SubmitOutcome#CONNECTION_LOST}. Waits until that has
     * happened and, when the client owns its thread, until the thread has ended; called on the event loop it only begins.
     */
    @Override
    public void close() {
        life.close();
    }

    private final class Owner implements ClientLife.Owner<Sv2Connection> {
        @Override
        public Sv2Connection connect(long number, InetSocketAddress server, EventLoop loop) {
            return new Sv2Connection(config, demand, number, server, loop, new Watch());
        }

        @Override
        public void stopped() {
            firstChannel.completeExceptionally(new IllegalStateException("the client stopped before it was ready"));
            listeners.forEach(Sv2Listener::onStopped);
        }
    }

    /** Passes a connection's events to the client first and to the listeners then. */
    private final class Watch implements Sv2Events {
        @Override
        public void active() {
            life.active();
        }

        @Override
        public void opened(Sv2Channel channel) {
            life.ready();
            listeners.forEach(listener -> listener.onOpened(channel));
            firstChannel.complete(channel);
        }

        @Override
        public void job(Sv2Job job, boolean current) {
            life.worked();
            if (current) {
                workListeners.forEach(listener -> listener.onWork(job));
            }
            listeners.forEach(listener -> listener.onJob(job));
        }

        @Override
        public void channel(Sv2Channel channel) {
            listeners.forEach(listener -> listener.onChannel(channel));
        }

        @Override
        public void updateRefused(String errorCode) {
            listeners.forEach(listener -> listener.onUpdateRefused(errorCode));
        }

        @Override
        public void error(ProtocolException error) {
            listeners.forEach(listener -> listener.onError(error));
        }

        @Override
        public void closed(DisconnectReason reason, String detail, @Nullable Redirect redirect) {
            life.closed();
            workListeners.forEach(listener -> listener.onWork(null));
            listeners.forEach(listener -> listener.onDisconnected(reason, detail));
            life.closedAnnounced(redirect);
        }
    }
}
