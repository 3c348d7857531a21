package io.otedama.bench.attack;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.bench.miner.MinerProtocol;
import io.otedama.pow.ProofOfWorks;
import io.otedama.stratum.client.LoadConnections;
import io.otedama.stratum.client.StratumClient;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attack under way: so many seats, each with a connection that begins anew when it ends, on an event loop of its own.
 * {@link #start} and {@link #stop} once each, from one thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of attempts to connect; their ends are heard
final class AttackRun implements AutoCloseable {
    /** How often attackers have their turn. */
    static final int TURN_MILLIS = 5;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CLOSE_SECONDS = 5;

    private final Attack attack;
    private final int index;
    private final AttackLimits limits;
    private final InetSocketAddress target;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final SplittableRandom random;
    private final MinerProtocol miners;
    private final AttackCount count = new AttackCount();
    private final AttackBudget budget;
    private final @Nullable AttackWire[] seats;
    private final boolean[] taken;
    private final Set<SocketAddress> origins = new HashSet<>();
    private @Nullable ScheduledFuture<?> turns;
    private int first;
    private int connections;
    private boolean ended;

    /**
     * @param index counts the attacks of a session: each has addresses of its own
     */
    AttackRun(Attack attack, int index, Victim victim, AttackLimits limits, long seed) {
        this.attack = attack;
        this.index = index;
        this.limits = limits;
        this.target = Objects.requireNonNull(
                attack.door() == Attack.Door.HTTP ? victim.http() : victim.stratum(), attack.name());
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("attack", true), NioIoHandler.newFactory());
        this.loop = group.next();
        this.random = new SplittableRandom(seed);
        this.miners = new LoadConnections(number -> StratumClient.builder()
                .server(target)
                .user("attacker." + number)
                .userAgent("attacker/1")
                .pipelinedHandshake(true)
                .proofOfWork(ProofOfWorks.byName("sha256d")));
        this.budget = new AttackBudget(limits, System.nanoTime());
        this.seats = new AttackWire[limits.connections()];
        this.taken = new boolean[limits.connections()];
    }

    AttackBudget budget() {
        return budget;
    }

    AttackCount count() {
        return count;
    }

    SplittableRandom random() {
        return random;
    }

    void start() {
        turns = loop.scheduleWithFixedDelay(this::turn, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the attack and its connections; returns what it counted. */
    AttackCount stop() {
        loop.submit(this::end).awaitUninterruptibly();
        close();
        return count;
    }

    private void end() {
        ended = true;
        if (turns != null) {
            turns.cancel(false);
        }
        count.addresses = origins.size();
        for (AttackWire wire : seats) {
            if (wire != null) {
                count.open += wire.isOpen() ? 1 : 0;
                wire.leave();
            }
        }
    }

    /** Who came first last time comes second now, so that all have their part of the budget. */
    private void turn() {
        first = (first + 1) % seats.length;
        for (int i = 0; i < seats.length; i++) {
            int seat = (first + i) % seats.length;
            AttackWire wire = seats[seat];
            if (wire != null) {
                wire.onTurn();
            } else if (!taken[seat] && budget.mayConnect()) {
                connect(seat);
            }
        }
    }

    private SocketAddress origin(int seat, int number) {
        return switch (attack.origin()) {
            case OWN_ADDRESS -> AttackAddresses.attacker(index, seat);
            case ONE_ADDRESS -> AttackAddresses.attacker(index, 0);
            case NEW_ADDRESS -> AttackAddresses.attacker(index, number);
            case HONEST_ADDRESS -> AttackAddresses.honest(seat);
        };
    }

    private void connect(int seat) {
        int number = connections++;
        SocketAddress from = origin(seat, number);
        origins.add(from);
        count.attempts++;
        taken[seat] = true;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_LINGER, 0) // thousands of closed sockets must not linger on this machine
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        AttackWire wire = new AttackWire(AttackRun.this, channel, miners, number);
                        channel.pipeline().addLast(wire);
                        wire.use(attack.newAttacker(wire));
                        seats[seat] = wire;
                    }
                });
        if (attack.receiveBufferBytes() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, attack.receiveBufferBytes());
        }
        bootstrap.connect(target, from).addListener(done -> onConnected(seat, done.isSuccess()));
    }

    private void onConnected(int seat, boolean success) {
        if (!success) {
            count.failed += ended ? 0 : 1;
            seats[seat] = null;
            taken[seat] = false;
        }
    }

    /** A connection that stood has ended. */
    void onClosed(AttackWire wire, boolean left, boolean answered) {
        for (int seat = 0; seat < seats.length; seat++) {
            if (wire.equals(seats[seat])) {
                seats[seat] = null;
                taken[seat] = false;
            }
        }
        if (ended) {
            return;
        }
        if (left) {
            count.left++;
        } else if (answered) {
            count.ended++;
        } else {
            count.refused++;
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    public String toString() {
        return attack.name() + " with " + limits;
    }
}
