package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.security.AddressAuthenticator;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.Admission;
import io.otedama.spi.ClientClass;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.Owner;
import io.otedama.testkit.VirtualClock;
import org.junit.jupiter.api.Test;

/** Which client a session serves, and for whom. */
class OwnedSessionTest {
    private static final String FIRST = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String SECOND = "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA";

    private final WorkerTable workers = new WorkerTable(3);
    private MinerAuthenticator authenticator = new AddressAuthenticator(Network.BITCOIN_REGTEST);

    private MinerSession session(boolean perOwner) {
        SessionTerms terms = new SessionTerms(
                new StaticVardiff(Difficulty.ONE),
                1,
                Difficulty.MIN,
                Difficulty.MAX,
                0,
                4,
                8,
                authenticator,
                perOwner,
                workers,
                new VirtualClock(1_700_000_000),
                () -> {});
        return new MinerSession(
                new MinerConnection() {
                    @Override
                    public void onVerdict(long token, ShareVerdict verdict) {}

                    @Override
                    public void onVerdictsDelivered() {}
                },
                1,
                terms);
    }

    @Test
    void rule12_theFirstUserAgentFixesTheClass() {
        MinerSession s = session(false);
        assertThat(s.clientClass()).isEqualTo(ClientClass.STANDARD);
        s.identify("NiceHash/1.0.0");
        assertThat(s.clientClass()).isEqualTo(ClientClass.NICEHASH);
        s.identify("whatsminer/v1.0");
        assertThat(s.clientClass()).as("work of that class is out already").isEqualTo(ClientClass.NICEHASH);
        MinerSession silent = session(false);
        silent.identify("");
        silent.identify("NiceHash/1.0.0");
        assertThat(silent.clientClass()).isEqualTo(ClientClass.STANDARD);
    }

    @Test
    void theOwnerIsThatOfTheFirstWorkerInItsOneSpelling() {
        MinerSession s = session(true);
        assertThat(s.owner()).isNull();
        Worker worker = s.authorize(FIRST.toUpperCase(java.util.Locale.ROOT) + ".rig", "x");
        assertThat(worker.account()).isEqualTo(FIRST);
        assertThat(worker.owner()).isEqualTo(s.owner());
        assertThat(worker.owner().hasScript()).isTrue();
        assertThat(s.refusal()).isEmpty();
        assertThat(s.authorize(FIRST + ".other", "x"))
                .as("another spelling of the same owner")
                .isNotNull();
    }

    @Test
    void aSecondOwnerIsRefusedWhereEachOneHasHisCoinbase() {
        MinerSession s = session(true);
        s.authorize(FIRST + ".rig", "x");
        assertThat(s.authorize(SECOND + ".rig", "x")).isNull();
        assertThat(s.refusal()).isEqualTo("this connection mines for " + FIRST + ": use another one for " + SECOND);
        assertThat(s.isLoginFailed()).isFalse();
        assertThat(s.owner().account()).isEqualTo(FIRST);
        assertThat(s.authorize(FIRST + ".rig", "x")).as("the first one stays").isNotNull();
        assertThat(s.refusal()).isEmpty();
        assertThat(workers.size()).isEqualTo(1);
    }

    @Test
    void severalOwnersShareAConnectionWhereTheCoinbaseIsThePools() {
        MinerSession s = session(false);
        assertThat(s.authorize(FIRST, "x").account()).isEqualTo(FIRST);
        assertThat(s.authorize(SECOND, "x").account()).isEqualTo(SECOND);
        assertThat(s.owner().account()).isEqualTo(FIRST);
    }

    @Test
    void anOwnerWithoutScriptCannotHaveHisOwnCoinbase() {
        authenticator = MinerAuthenticator.everybody();
        MinerSession s = session(true);
        assertThat(s.authorize("bob.rig", "x")).isNull();
        assertThat(s.refusal()).contains("account bob has no payout script");
        assertThat(s.isLoginFailed()).isFalse();
        assertThat(session(false).authorize("bob.rig", "x")).isNotNull();
    }

    @Test
    void everyRefusalSaysWhy() {
        MinerSession s = session(false);
        for (String user : new String[] {"", "n".repeat(128), "caf\u00e9"}) {
            assertThat(s.authorize(user, "x")).isNull();
            assertThat(s.refusal()).isEqualTo("user name must be 1 to 127 printable ASCII characters");
            assertThat(s.isLoginFailed()).isTrue();
        }
        assertThat(s.authorize("bob", "x")).isNull();
        assertThat(s.isLoginFailed()).isTrue();
        assertThat(s.refusal()).contains("ADDRESS or ADDRESS.WORKER");
        for (int i = 0; i < 3; i++) {
            assertThat(s.authorize(FIRST + "." + i, "x")).isNotNull();
        }
        assertThat(s.authorize(FIRST + ".3", "x")).isNull();
        assertThat(s.refusal()).contains("no more worker names");
        assertThat(s.isLoginFailed()).as("the pool's fault").isFalse();
    }

    @Test
    void workersOfOneConnectionAreCounted() {
        authenticator = (user, password) -> Admission.admitted(Owner.of("a"));
        WorkerTable room = new WorkerTable(1_000);
        SessionWorkers many = new SessionWorkers(
                new SessionTerms(
                        new StaticVardiff(Difficulty.ONE),
                        1,
                        Difficulty.MIN,
                        Difficulty.MAX,
                        0,
                        4,
                        8,
                        authenticator,
                        room,
                        new VirtualClock(1),
                        () -> {}),
                () -> "");
        for (int i = 0; i < MinerSession.MAX_WORKERS; i++) {
            assertThat(many.authorize("w" + i, "x")).isNotNull();
        }
        assertThat(many.authorize("one too many", "x")).isNull();
        assertThat(many.refusal()).isEqualTo("more than 64 workers on one connection");
        assertThat(many.isLoginFailed()).isFalse();
    }

    @Test
    void aWorkerOfTheJournalLearnsHisOwnerWhenHeComesBack() {
        Worker restored = workers.restore(7, FIRST + ".rig");
        assertThat(restored.account()).isEqualTo(FIRST);
        assertThat(restored.owner().hasScript()).isFalse();
        assertThat(session(true).authorize(FIRST + ".rig", "x")).isSameAs(restored);
        assertThat(restored.owner().hasScript()).isTrue();
    }
}
