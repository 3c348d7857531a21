package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Target;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardConfigBuilder;
import io.otedama.security.GuardedAction;
import io.otedama.security.RateLimit;
import io.otedama.spi.Admission;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How many channels one address and all together may have, and how fast they may be opened. There is no job, so nothing else is said. */
class V2ChannelLimitsTest extends V2ServerTest {
    private static final String ONE = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";
    private static final String ADDRESS_FULL = "too-many-channels-from-this-address";
    private static final String POOL_FULL = "pool-takes-no-more-channels";
    private static final String TOO_FAST = "channels-opened-too-fast";

    private void guarded(UnaryOperator<GuardConfigBuilder> settings) {
        GuardConfig config =
                settings.apply(GuardConfig.builder().exempt(List.of())).build();
        engine.guard = new Guard(config, engine.clock(), engine.metrics, event -> {});
    }

    private static String refusal(V2Peer peer) throws IOException {
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, "addr.w", 1e12f, Target.MAX));
        return peer.expect(new OpenMiningChannelError()).errorCode();
    }

    /** True when the next channel is opened. */
    private static boolean opens(V2Peer peer) throws IOException {
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, "addr.w", 1e12f, Target.MAX));
        return Objects.requireNonNull(peer.read()).type() == OpenStandardMiningChannelSuccess.TYPE;
    }

    private int sessions() {
        return engine.lanes.stream().mapToInt(lane -> lane.sessions.size()).sum();
    }

    @Test
    void theChannelsOfAllConnectionsOfAnAddressCountTogether() throws IOException {
        guarded(config -> config);
        startV2(settings -> settings.withChannelsOfAll(3, 100));
        V2Peer first = miner(0, ONE);
        V2Peer second = miner(0, ONE);
        openStandard(first, "addr.a");
        openStandard(first, "addr.b");
        long third = openStandard(second, "addr.c").channelId();
        assertThat(refusal(first)).isEqualTo(ADDRESS_FULL);
        assertThat(refusal(second)).isEqualTo(ADDRESS_FULL);
        V2Peer elsewhere = miner(0, OTHER);
        openStandard(elsewhere, "addr.w");
        assertThat(sessions()).isEqualTo(4);
        second.send(out -> CloseChannel.encode(out, third, "done"));
        openStandard(second, "addr.d");
        assertThat(refusal(second)).isEqualTo(ADDRESS_FULL);
    }

    @Test
    void aConnectionThatLeavesGivesItsPlacesBack() throws IOException {
        guarded(config -> config);
        startV2(settings -> settings.withChannelsOfAll(2, 100));
        V2Peer first = miner(0, ONE);
        V2Peer second = miner(0, ONE);
        openStandard(first, "addr.a");
        openStandard(first, "addr.b");
        assertThat(refusal(second)).isEqualTo(ADDRESS_FULL);
        first.close();
        await().until(() -> opens(second));
        await().until(() -> opens(second));
        assertThat(refusal(second)).isEqualTo(ADDRESS_FULL);
    }

    @Test
    void aRefusedWorkerTakesNoPlace() throws IOException {
        guarded(config -> config);
        engine.authenticator = (user, password) -> Admission.refused("nobody");
        startV2(settings -> settings.withChannelsOfAll(1, 100));
        V2Peer peer = miner(0, ONE);
        assertThat(refusal(peer)).isEqualTo("unknown-user");
        engine.full = true;
        assertThat(refusal(peer)).isEqualTo(POOL_FULL);
        engine.full = false;
        engine.authenticator = MinerAuthenticator.everybody();
        openStandard(peer, "addr.w");
    }

    @Test
    void theServerTakesSoManyInAll() throws IOException {
        guarded(config -> config);
        startV2(settings -> settings.withChannelsOfAll(2, 3));
        V2Peer one = miner(0, ONE);
        V2Peer other = miner(0, OTHER);
        openStandard(one, "addr.a");
        openStandard(one, "addr.b");
        openStandard(other, "addr.c");
        assertThat(refusal(other)).isEqualTo(POOL_FULL);
    }

    @Test
    void openingAndClosingBeyondTheRateIsRefused() throws IOException {
        guarded(config -> config.address(GuardedAction.CHANNEL, new RateLimit(5, 1)));
        startV2();
        V2Peer churning = miner(0, ONE);
        V2Peer beside = miner(0, ONE);
        for (int i = 0; i < 5; i++) {
            long id = openStandard(churning, "addr.w").channelId();
            churning.send(out -> CloseChannel.encode(out, id, "again"));
        }
        assertThat(refusal(churning)).isEqualTo(TOO_FAST);
        assertThat(refusal(beside)).as("another connection of that address").isEqualTo(TOO_FAST);
        assertThat(engine.counter("guard.refused.channel")).isEqualTo(2);
        openStandard(miner(0, OTHER), "addr.w");
        engine.clockOffsetNs.addAndGet(2_000_000_000L);
        openStandard(churning, "addr.w");
    }

    @Test
    void whoIsExemptOpensAsManyAsTheServerTakes() throws IOException {
        engine.guard = new Guard(
                GuardConfig.builder()
                        .address(GuardedAction.CHANNEL, new RateLimit(1, 1))
                        .build(),
                engine.clock(),
                engine.metrics,
                event -> {});
        Sv2Config sv2 =
                Sv2Config.of(authority).withSettings(Sv2Settings.defaults().withChannelsOfAll(1, 4));
        start(limits -> limits, config -> config.sv2(sv2).exemptNetworks(List.of("127.0.0.1/32")));
        V2Peer own = miner(0);
        for (int i = 0; i < 4; i++) {
            openStandard(own, "addr.w");
        }
        assertThat(refusal(own)).isEqualTo(POOL_FULL);
    }
}
