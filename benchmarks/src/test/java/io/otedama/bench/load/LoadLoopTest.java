package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.otedama.pow.ProofOfWorks;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
    private static final LoadPlan PLAN = new LoadPlan(
            new InetSocketAddress("127.0.0.1", 1),
            1,
            0,
            0,
            1,
            ShareMix.onlyGood(),
            0,
            false,
            1,
            0,
            List.of(),
            "u",
            "x",
            ProofOfWorks.byName("sha256d"),
            null,
            1);

    private final List<Runnable> timers = new ArrayList<>();
    private final LoadLoop loop =
            new LoadLoop(PLAN, eventLoopThatKeeps(timers), NioSocketChannel.class, 1, settled -> {}, why -> {});

    private static EventLoop eventLoopThatKeeps(List<Runnable> timers) {
        return (EventLoop) Proxy.newProxyInstance(
                EventLoop.class.getClassLoader(), new Class<?>[] {EventLoop.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("schedule");
                    timers.add((Runnable) args[0]);
                    return null;
                });
    }

    @Test
    void theTimerOfAnEarlierPaceDoesNotLiveOnBesideThatOfTheNext() {
        loop.begin(new Pace(10), 1);
        loop.begin(Pace.NONE, 1);
        loop.begin(new Pace(20), 1);
        loop.begin(new Pace(30), 1);
        assertThat(timers).hasSize(3);
        List.copyOf(timers).forEach(Runnable::run);
        assertThat(timers).as("only the last goes on").hasSize(4);
    }

    @Test
    void aPaceThatGoesOnKeepsItsTimer() {
        loop.begin(new Pace(10), 1);
        loop.begin(new Pace(10), 1);
        assertThat(timers).hasSize(1);
        timers.get(0).run();
        assertThat(timers).hasSize(2);
    }
}
