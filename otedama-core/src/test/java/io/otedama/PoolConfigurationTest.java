package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.error.NodeException;
import io.otedama.error.PoolException;
import io.otedama.session.SessionTerms;
import io.otedama.spi.InMemoryJournal;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FaultyJournal;
import io.otedama.testkit.OwnThreads;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work is said before anything runs, and leaves nothing running. */
class PoolConfigurationTest {
    private static final String REGTEST = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String MAINNET = "bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv";

    private final FakeNode node = new FakeNode(FakeNode.HARD_BITS);
    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final OwnThreads threads = new OwnThreads();

    private PoolBuilder builder() {
        return Pool.builder()
                .node(node)
                .payoutAddress(REGTEST)
                .frontEnd(frontEnd)
                .startTimeout(Duration.ofMillis(200));
    }

    @Test
    void allMistakesAreListedAtOnce() {
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class,
                () -> Pool.builder()
                        .difficultyBounds(Difficulty.of(5), Difficulty.of(4))
                        .startTimeout(Duration.ZERO)
                        .maxWorkers(0)
                        .maturity(0)
                        .versionMask(0x20000000)
                        .coinbaseTag("\u00fc")
                        .build());
        assertThat(e.problems())
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder(
                        "node",
                        "payoutAddress",
                        "frontEnd",
                        "difficultyBounds",
                        "startTimeout",
                        "maxWorkers",
                        "maturity",
                        "versionMask",
                        "coinbaseTag");
        assertThat(e.problems()).allSatisfy(p -> assertThat(e.getMessage()).contains(p.key(), p.remedy()));
    }

    @Test
    void tagsUpToTheLimitAreTaken() {
        builder().coinbaseTag("x".repeat(40)).build().close();
        assertThatThrownBy(() -> builder().coinbaseTag("x".repeat(41)).build())
                .isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1fffe000, 0x1fffffe0, 0x18000000, 0x00002000})
    void rule01_masksWithoutHolesAreTaken(int mask) {
        assertThat(SessionTerms.isUsableMask(mask)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x14000000, 0x20000000, 0xffffffff, 0x0000001f, 0x1fffe010, 0x10000020})
    void rule01_masksWithHolesOrWithTheNetworksBitsAreNot(int mask) {
        assertThat(SessionTerms.isUsableMask(mask)).isFalse();
        assertThatThrownBy(() -> builder().versionMask(mask).build()).hasMessageContaining("versionMask");
    }

    @Test
    void anAddressOfAnotherNetworkIsRefusedAtOnceWhenTheNetworkIsKnown() {
        assertThatThrownBy(() -> builder()
                        .payoutAddress(MAINNET)
                        .network(Network.BITCOIN_REGTEST)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("payoutAddress");
    }

    @Test
    void anAddressOfAnotherNetworkFoundAtStartLeavesNothingRunning() {
        failsToStart(builder().payoutAddress(MAINNET), ConfigurationException.class, "payoutAddress");
    }

    @Test
    void aNodeThatCannotBeReachedIsSaidAfterTheTimeOut() {
        node.unreachable = true;
        failsToStart(builder(), NodeException.class, "unreachable");
    }

    @Test
    void aNodeWithoutATemplateIsSaidAfterTheTimeOut() {
        node.silent = true;
        failsToStart(builder(), NodeException.class, "no block template");
        assertThat(node.closed).isTrue();
    }

    @Test
    void aJournalThatTakesNoBootRecordIsSaid() {
        FaultyJournal journal = new FaultyJournal();
        journal.failAppend = n -> true;
        failsToStart(builder().journal(journal), PoolException.class, "boot record");
    }

    private void failsToStart(PoolBuilder settings, Class<? extends Exception> type, String text) {
        threads.run(() -> {
            Pool pool = settings.errorHandler((where, error, fatal) -> {}).build();
            assertThatThrownBy(pool::start).isInstanceOf(type).hasMessageContaining(text);
            assertThat(pool.state()).isEqualTo(PoolState.FAILED);
            assertThat(pool.termination()).isCompletedWithValue(PoolState.FAILED);
            assertThatThrownBy(pool::start).isInstanceOf(IllegalStateException.class);
            pool.close();
        });
        assertThat(frontEnd.closed).isTrue();
        assertThat(node.closed).isTrue();
        await().untilAsserted(() -> assertThat(threads.alive()).isEmpty());
    }

    @Test
    void aPoolThatNeverStartedClosesWhatItWasGiven() {
        Pool pool = builder().journal(new InMemoryJournal()).build();
        pool.close();
        assertThat(frontEnd.closed).isTrue();
        assertThat(node.closed).isTrue();
        assertThat(pool.state()).isEqualTo(PoolState.STOPPED);
        assertThatThrownBy(pool::snapshot).isInstanceOf(IllegalStateException.class);
    }
}
