package io.otedama.stratum.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 30: who is in does not wait for a crowd of newcomers. By the order of what one event loop does, not by time. */
class TurnstileTest {
    private static final int CROWD = 200;
    private static final int STAYS = -1;
    private static final byte WORD = 'x';

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        open.add(socket);
        return socket;
    }

    /** Writes down who is heard in which order: STAYS, or the number of a newcomer. */
    private static final class Ear extends ChannelInitializer<Channel> {
        private final Turnstile turnstile;
        private final List<Integer> heard = new ArrayList<>();
        private final CountDownLatch crowd = new CountDownLatch(CROWD);
        private int entered;

        Ear(Turnstile turnstile) {
            this.turnstile = turnstile;
        }

        @Override
        protected void initChannel(Channel channel) {
            int number = entered++ - 1;
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ((ByteBuf) message).release();
                    heard.add(number);
                    if (number != STAYS) {
                        crowd.countDown();
                    }
                }
            });
            turnstile.enter(channel);
        }
    }

    /**
     * The loop stands still until everybody has connected and spoken. Then who stayed speaks once more in every turn: a task
     * of the loop writes for him, from outside, what the next turn reads.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rule30_whoStayedIsHeardInEveryTurnOfTheLoop(boolean epoll) throws Exception {
        EventLoops loops = new EventLoops("turnstile", 1, 1, epoll);
        open.add(loops);
        EventLoop loop = loops.loops().get(0);
        Ear ear = new Ear(new Turnstile(loops.loops()));
        Channel listening = new ServerBootstrap()
                .group(loops.acceptors(), loops.workers())
                .channel(loops.serverChannel())
                .childHandler(ear)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        InetSocketAddress server = (InetSocketAddress) listening.localAddress();
        Socket stays = connect(server);
        stays.getOutputStream().write(WORD);
        CountDownLatch everybodySpoke = new CountDownLatch(1);
        loop.execute(() -> waitFor(everybodySpoke));
        for (int i = 0; i < CROWD; i++) {
            connect(server).getOutputStream().write(WORD);
        }
        loop.scheduleAtFixedRate(() -> say(stays), 1, 1, TimeUnit.NANOSECONDS);
        everybodySpoke.countDown();

        assertThat(ear.crowd.await(60, TimeUnit.SECONDS)).isTrue();

        List<Integer> order = loop.submit(() -> List.copyOf(ear.heard)).get();
        assertThat(longestRunOfNewcomers(order)).as("%s", order).isLessThanOrEqualTo(2 * Turnstile.PER_TURN);
        assertThat(order.stream().filter(who -> who != STAYS))
                .as("first come, first served")
                .isSorted();
    }

    private static int longestRunOfNewcomers(List<Integer> order) {
        int longest = 0;
        int run = 0;
        for (int who : order) {
            run = who == STAYS ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static void waitFor(CountDownLatch event) {
        try {
            assertThat(event.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Socket socket) {
        try {
            socket.getOutputStream().write(WORD);
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void aConnectionOfAnotherServerIsAMistake() {
        try (EventLoops loops = new EventLoops("turnstile", 1, 1, false)) {
            Turnstile turnstile = new Turnstile(loops.loops());
            assertThatThrownBy(() -> turnstile.enter(new EmbeddedChannel()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("somebody else");
        }
    }
}
