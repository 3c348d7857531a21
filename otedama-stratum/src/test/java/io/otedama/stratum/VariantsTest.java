package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.Job;
import io.otedama.job.JobFactory;
import io.otedama.security.AddressAuthenticator;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.Owner;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is sent which coinbase. */
class VariantsTest extends ServerTest {
    private static final String FIRST = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String FIRST_SCRIPT = "00146f58bac9506f9bfb821d62e69330410bb56f0085";
    private static final String SECOND = "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA";
    private static final String SECOND_SCRIPT = "a91436e9f191e0b75036a77f65e2eaa4752443233fbe87";

    /** As many outputs as each class has room for, the rest to pool or owner. */
    private record Split(boolean perOwner) implements CoinbaseSplitSource {
        @Override
        public CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes) {
            Output output = new Output(Hex.decode("0014" + "fe".repeat(20)), 1);
            return new CoinbaseSplit(1, Collections.nCopies(1_000, output));
        }
    }

    private final BlockTemplate template = BlockTemplate.builder()
            .height(100)
            .previousBlock(Hash256.ZERO)
            .bits(0x1d00ffff)
            .minTime(1_700_000_000)
            .curTime(1_700_000_000)
            .coinbaseValue(5_000_000_000L)
            .build();

    private static JobFactory factory(boolean perOwner) {
        return new JobFactory(
                new ExtranonceLayout(4, 4, 0, 0),
                Hex.decode("0014" + "00".repeat(20)),
                "",
                new Split(perOwner),
                s -> {},
                1);
    }

    private Job job(JobFactory factory, Purpose purpose) {
        return factory.make(template, purpose, 1_700_000_000);
    }

    private static void subscribe(MinerSocket miner, String userAgent) throws IOException {
        miner.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"" + userAgent + "\"]}");
    }

    private static String authorize(MinerSocket miner, String user) throws IOException {
        return miner.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"" + user + "\",\"x\"]}");
    }

    /** Reads up to the next job. */
    private static String notify(MinerSocket miner) throws IOException {
        String line = String.valueOf(miner.read());
        return line.contains("set_difficulty") ? String.valueOf(miner.read()) : line;
    }

    private static void assertSent(String line, JobVariant variant) {
        assertThat(line)
                .contains("\"" + Hex.encode(variant.coinbasePrefix()) + "\",\"" + Hex.encode(variant.coinbaseSuffix())
                        + "\"");
    }

    @Test
    void rule12_theUserAgentOfSubscribeDecidesTheCoinbase() throws IOException {
        JobFactory factory = factory(false);
        Job current = job(factory, Purpose.NEW_BLOCK);
        engine.job = current;
        start();
        List<String> agents = List.of("NiceHash/1.0", "Antminer S19/1", "Antminer S21/1", "whatsminer/v1", "x/1");
        for (int i = 0; i < agents.size(); i++) {
            ClientClass expected = ClientClass.all().get(i);
            MinerSocket miner = connect();
            assertThat(authorize(miner, "a")).contains("true");
            subscribe(miner, agents.get(i));
            assertSent(notify(miner), current.variant(expected));
            subscribe(miner, "another/1");
            current = job(factory, Purpose.REFRESH);
            engine.publish(current);
            assertSent(notify(miner), current.variant(expected));
            assertThat(current.variant(expected).clientClass()).isEqualTo(expected);
        }
    }

    @Test
    void aSubscribeWithoutAgentIsAStandardClient() throws IOException {
        Job job = job(factory(false), Purpose.NEW_BLOCK);
        engine.job = job;
        start();
        MinerSocket miner = connect();
        miner.ask("{\"id\":1,\"method\":\"mining.subscribe\"}");
        authorize(miner, "a");
        assertSent(notify(miner), job.variant(ClientClass.STANDARD));
    }

    @Test
    void everyOwnerMinesHisOwnCoinbase() throws IOException {
        engine.perOwner = true;
        engine.authenticator = new AddressAuthenticator(Network.BITCOIN_REGTEST);
        JobFactory factory = factory(true);
        Job job = job(factory, Purpose.NEW_BLOCK);
        engine.job = job;
        start();
        MinerSocket first = connect();
        subscribe(first, "NiceHash/1.0");
        assertThat(authorize(first, FIRST + ".rig")).contains("true");
        MinerSocket second = connect();
        subscribe(second, "x/1");
        assertThat(authorize(second, SECOND)).contains("true");
        assertOwned(first, second, job);
        Job next = job(factory, Purpose.REFRESH);
        engine.publish(next);
        assertOwned(first, second, next);
    }

    private static void assertOwned(MinerSocket first, MinerSocket second, MiningJob job) throws IOException {
        Owner one = Owner.of(FIRST, Hex.decode(FIRST_SCRIPT));
        Owner two = Owner.of(SECOND, Hex.decode(SECOND_SCRIPT));
        String sentFirst = notify(first);
        assertSent(sentFirst, job.variant(ClientClass.NICEHASH, one));
        assertThat(sentFirst).contains(FIRST_SCRIPT).doesNotContain(SECOND_SCRIPT);
        String sentSecond = notify(second);
        assertSent(sentSecond, job.variant(ClientClass.STANDARD, two));
        assertThat(sentSecond).contains(SECOND_SCRIPT).doesNotContain(FIRST_SCRIPT);
    }

    @Test
    void aSecondOwnerOnOneConnectionIsToldWhy() throws IOException {
        engine.perOwner = true;
        engine.authenticator = new AddressAuthenticator(Network.BITCOIN_REGTEST);
        start();
        MinerSocket miner = connect();
        subscribe(miner, "x/1");
        authorize(miner, FIRST + ".rig");
        assertThat(authorize(miner, SECOND))
                .isEqualTo("{\"id\":2,\"result\":null,\"error\":[24,\"this connection mines for " + FIRST
                        + ": use another one for " + SECOND + "\",null]}");
        assertThat(authorize(miner, FIRST + ".other")).contains("true");
    }

    @Test
    void anAddressOfAnotherNetworkIsRefusedWithWhatToUse() throws IOException {
        engine.authenticator = new AddressAuthenticator(Network.LITECOIN_REGTEST);
        start();
        MinerSocket miner = connect();
        assertThat(authorize(miner, "bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv.rig"))
                .isEqualTo(
                        "{\"id\":2,\"result\":null,\"error\":[24,\"address bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv"
                                + " is of bitcoin, this pool mines litecoin-regtest: use an address that starts with"
                                + " rltc1\\u2026; user name must be ADDRESS or ADDRESS.WORKER\",null]}");
    }
}
