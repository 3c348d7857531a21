package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardConfigBuilder;
import io.otedama.security.GuardedAction;
import io.otedama.security.Misbehaviour;
import io.otedama.security.RateLimit;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.PoolControl.Ban;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RULE 21 over Stratum V1, with real sockets and no exempt network. */
class GuardedServerIT extends ServerTest {
    private static final String HONEST = "127.0.0.2";
    private static final String BAD = "127.0.0.3";
    private static final String WARNING = "client.show_message";

    private final List<MinerSocket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() throws IOException {
        for (MinerSocket socket : sockets) {
            socket.close();
        }
    }

    private Guard guarded(UnaryOperator<GuardConfigBuilder> settings) {
        GuardConfig config =
                settings.apply(GuardConfig.builder().exempt(List.of())).build();
        Guard guard = new Guard(config, engine.clock(), engine.metrics, event -> {});
        engine.guard = guard;
        return guard;
    }

    private MinerSocket from(String address) throws IOException {
        MinerSocket socket = new MinerSocket(Objects.requireNonNull(server).localAddress(), address);
        sockets.add(socket);
        return socket;
    }

    private static boolean works(MinerSocket miner) throws IOException {
        return miner.ask(MinerSocket.submit(7, "1")).contains("\"result\":true");
    }

    @Test
    void rule21WhoSendsGarbageIsBannedAndHonestMinersGoOn() throws IOException {
        Guard guard = guarded(config -> config);
        start();
        MinerSocket honest = from(HONEST).handshake(false);
        for (int i = 0; i < 40 && !guard.isBanned(InetAddress.getByName(BAD)); i++) {
            MinerSocket garbage = from(BAD).send("GET / HTTP/1.1");
            assertThat(garbage.read()).isNotEqualTo("");
            garbage.close();
            assertThat(works(honest)).isTrue();
        }
        assertThat(guard.bans(10)).extracting(Ban::network).containsExactly(BAD);
        assertThat(from(BAD).read()).as("refused at connect").isNull();
        assertThat(engine.counter("guard.refused.banned")).isEqualTo(1);
        assertThat(works(honest)).isTrue();
        assertThat(works(from("127.0.0.4").handshake(false))).isTrue();
    }

    @Test
    void rule21AWorkerWithBadSharesClimbsTheLadder() throws IOException {
        Guard guard = guarded(config -> config);
        engine.publish(FakeJob.newBlock(9));
        engine.verdict = share -> ShareVerdict.DUPLICATE;
        start();
        MinerSocket miner = from(BAD).handshake(true);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            miner.send(MinerSocket.submit(100 + i, "9"));
        }
        for (String line = miner.read(); line != null; line = miner.read()) {
            if (!line.contains("duplicate share")) {
                said.add(line.replaceAll(".*\"method\":\"([a-z._]+)\".*", "$1"));
            }
        }
        assertThat(said).containsExactly(WARNING, "mining.set_difficulty", "mining.notify", "client.reconnect");
        assertThat(guard.bans(10)).as("dropped, not banned yet").isEmpty();
        engine.verdict = share -> ShareVerdict.DUPLICATE;
        MinerSocket again = from(BAD).handshake(true);
        for (int i = 0; i < 20; i++) {
            again.send(MinerSocket.submit(200 + i, "9"));
        }
        await().atMost(10, TimeUnit.SECONDS).until(() -> !guard.bans(10).isEmpty());
        assertThat(guard.bans(10)).extracting(Ban::network).containsExactly(BAD + " addr.w");
        MinerSocket banned = from(BAD);
        banned.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}");
        assertThat(banned.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}"))
                .contains("[24,\"worker is banned from this address for ");
        engine.verdict = share -> ShareVerdict.ACCEPTED;
        MinerSocket sameNameElsewhere = from(HONEST);
        assertThat(works(sameNameElsewhere.handshake(true))).isTrue();
    }

    @Test
    void rule21OtherWorkersOfTheConnectionGoOn() throws IOException {
        guarded(config -> config);
        engine.verdict = share -> Objects.requireNonNull(share.worker).name().endsWith("bad")
                ? ShareVerdict.LOW_DIFFICULTY
                : ShareVerdict.ACCEPTED;
        start();
        MinerSocket farm = from(BAD).handshake(false);
        farm.ask("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"addr.bad\",\"x\"]}");
        int answered = 0;
        boolean refused = false;
        for (int i = 0; i < 80; i++) {
            farm.send(MinerSocket.submit(1, "9"));
            farm.send(MinerSocket.submit(2, "addr.bad", "9", "00000355", "514f20ac", "01cdf8d0"));
        }
        for (int left = 160; left > 0; ) {
            String line = String.valueOf(farm.read());
            if (!line.contains("method")) {
                left--;
                answered += line.contains("\"result\":true") ? 1 : 0;
                refused |= line.contains("[24,");
            }
        }
        assertThat(answered).as("shares of the good worker").isEqualTo(80);
        assertThat(refused).as("the bad worker is told").isTrue();
        assertThat(works(farm)).isTrue();
    }

    @Test
    void aBanEndsTheConnectionsThatAreThere() throws IOException {
        Guard guard = guarded(config -> config);
        start();
        MinerSocket inside = from(BAD).handshake(false);
        MinerSocket outside = from(HONEST).handshake(false);
        guard.ban("127.0.0.3/32", Duration.ofHours(1), "test");
        assertThat(inside.read()).isNull();
        assertThat(works(outside)).isTrue();
    }

    @Test
    void connectionsBeyondTheRateAreRefused() throws IOException {
        guarded(config -> config.address(GuardedAction.CONNECT, new RateLimit(2, 1)));
        start();
        assertThat(works(from(BAD).handshake(false))).isTrue();
        assertThat(works(from(BAD).handshake(false))).isTrue();
        assertThat(from(BAD).read()).isNull();
        assertThat(works(from(HONEST).handshake(false))).isTrue();
        assertThat(engine.counter("guard.refused.too_fast_address")).isEqualTo(1);
    }

    @Test
    void sharesBeyondTheRateAreAnsweredLaterAndNoneIsLost() throws IOException {
        guarded(config -> config.workerShares(new RateLimit(64, 1_000)));
        start();
        MinerSocket miner = from(BAD).handshake(false);
        int shares = 512;
        long start = System.nanoTime();
        for (int i = 0; i < shares; i++) {
            miner.send(MinerSocket.submit(i, "9"));
        }
        for (int i = 0; i < shares; i++) {
            assertThat(miner.read()).contains("\"id\":" + i + ",").contains("true");
        }
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void aMessageThatNeverEndsIsEndedAndOneThatEndsInTimeIsNot() throws IOException {
        Guard guard = guarded(config -> config);
        start(limits -> limits.messageMillis(2_000));
        MinerSocket slow = from(BAD).handshake(false);
        MinerSocket busy = from(HONEST).handshake(false);
        long start = System.nanoTime();
        int sent = 0;
        while (slow.isOpen(100) && trickles(slow)) {
            String line = MinerSocket.submit(sent++, "9");
            busy.sendRaw("\n" + line.substring(0, 40));
            busy.sendRaw(line.substring(40));
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(guard.standing("addr.w").orElseThrow().events())
                .extracting(event -> event.kind())
                .contains("SLOW_MESSAGE");
        assertThat(busy.send("").read()).contains("\"id\":0");
    }

    private static boolean trickles(MinerSocket socket) throws IOException {
        try {
            socket.sendRaw(" ");
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    void onlyARefusedNameIsTheMinersFault() throws IOException {
        Guard guard = guarded(config -> config);
        for (int i = 0; i < 50; i++) {
            guard.onMisbehaviour(InetAddress.getByName(BAD), "addr.w", Misbehaviour.DUPLICATE_SHARE);
        }
        engine.perOwner = true; // nobody here has a payout script
        start();
        MinerSocket miner = from(BAD);
        miner.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}");
        assertThat(authorize(miner, "addr.w")).contains("banned from this address");
        assertThat(authorize(miner, "addr.other")).contains("no payout script");
        assertThat(failedLogins(guard)).isEmpty();
        assertThat(authorize(miner, "banned")).contains("unauthorized worker");
        assertThat(failedLogins(guard)).containsExactly(1L);
    }

    private static String authorize(MinerSocket miner, String user) throws IOException {
        return miner.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"" + user + "\",\"x\"]}");
    }

    private static List<Long> failedLogins(Guard guard) {
        return guard.standing(BAD).orElseThrow().events().stream()
                .filter(event -> event.kind().equals("FAILED_LOGIN"))
                .map(event -> event.times())
                .toList();
    }

    @Test
    void silentStrangersAreCounted() throws IOException {
        Guard guard = guarded(config -> config);
        start(limits -> limits.handshakeMillis(100));
        MinerSocket silent = from(BAD);
        assertThat(silent.read()).isNull();
        assertThat(guard.standing(BAD).orElseThrow().events())
                .extracting(event -> event.kind())
                .containsExactly("SLOW_HANDSHAKE");
    }
}
