package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.MiningJob;
import io.otedama.spi.MiningJob.Purpose;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobsTest extends ServerTest {
    private static final String MAINNET_227836 = "{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"1\","
            + "\"b7a74eb6a083526119609d1d69bdbff54c532a4d077d7aa8000001aa00000000\","
            + "\"01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff2703fc7903062f503253482f04ac204f5108\","
            + "\"0d3363646164312f736c7573682f0000000001207e6295000000001976a914e285a29e0704004d4e95dbb7c57a98563d9fb2eb88ac00000000\","
            + "[\"eface67ef372ccc368143e9ea96c5939d1be2cb1eddd710808a8d36e311f3b26\","
            + "\"ee09b877d17d3628466e765dd123411dd12e8bdde192236a1dbd85be6ddd7df8\","
            + "\"3ed791db9b7c5e2f990e2cd9d2a921c72b327a6097c05e73d38dca50795f1ce3\","
            + "\"9a9f995341847bc1bab40c70115f3addf7d8bcc2372922ccf8e404e63db68380\","
            + "\"0cb80f65a64ff99d3519b116c79bfaf3ee68c723344660f5177a92ebff184da4\","
            + "\"839c7d6351941e1facc6d64a327e4445ac8d5d0e07d1977ecc587623fcabbbd1\","
            + "\"36857a60c637fb60938cbc6885b33bbd16568d8997ca3b38ab4e04bd7b54620b\"],"
            + "\"00000002\",\"1a02816e\",\"514f20ac\",true]}";

    @Test
    void rule08_notifyIsTheMainnetVectorByteForByte() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.read()).isEqualTo("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[1024]}");
        assertThat(miner.read()).isEqualTo(MAINNET_227836);
    }

    @Test
    void firstJobMayComeAfterTheHandshake() throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        engine.publish(FakeJob.refresh(7));
        assertThat(miner.read()).contains("set_difficulty");
        assertThat(miner.read())
                .as("the first job of a session is clean")
                .contains("[\"7\"")
                .endsWith(",true]}");
    }

    @Test
    void cleanOnlyWhenThePreviousBlockChanged() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket miner = connect().handshake(true);
        engine.publish(FakeJob.refresh(0x2a));
        assertThat(miner.read()).contains("[\"2a\"").endsWith(",false]}");
        engine.publish(FakeJob.newBlock(0x2b));
        assertThat(miner.read()).contains("[\"2b\"").endsWith(",true]}");
    }

    @Test
    void redifficultyIsOnlyForThoseWhoWait() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket waits = connect().handshake(true);
        MinerSocket content = connect().handshake(true);
        waits.ask("{\"id\":3,\"method\":\"mining.suggest_difficulty\",\"params\":[64]}");
        assertThat(engine.redifficulties.get()).isEqualTo(1);
        engine.publish(FakeJob.redifficulty(2));
        engine.publish(FakeJob.refresh(3));
        assertThat(waits.read()).isEqualTo("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[64]}");
        assertThat(waits.read()).contains("[\"2\"").endsWith(",false]}");
        assertThat(waits.read()).contains("[\"3\"").endsWith(",false]}");
        assertThat(content.read()).contains("[\"3\"").endsWith(",false]}");
    }

    @Test
    void anOlderJobIsNeverSentAfterANewerOne() throws IOException {
        engine.job = FakeJob.newBlock(5);
        start();
        MinerSocket miner = connect().handshake(true);
        engine.publish(FakeJob.refresh(5));
        engine.publish(FakeJob.refresh(4));
        engine.publish(FakeJob.refresh(6));
        assertThat(miner.read()).contains("[\"6\"");
    }

    @Test
    void purposesAreAllCovered() {
        assertThat(Purpose.values()).hasSize(3);
    }

    @Test
    void rule30_reconnectStormIsServedWhileOthersStay() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket stays = connect().handshake(true);
        List<MinerSocket> storm = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            MinerSocket miner = connect();
            miner.sendRaw("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}\n"
                    + "{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}\n");
            storm.add(miner);
            if (i % 50 == 0) {
                assertThat(stays.ask(MinerSocket.submit(i, "1"))).contains("true");
            }
        }
        for (MinerSocket miner : storm) {
            assertThat(miner.read()).startsWith("{\"id\":1");
            assertThat(miner.read()).isEqualTo("{\"id\":2,\"result\":true,\"error\":null}");
            assertThat(miner.read()).contains("set_difficulty");
            assertThat(miner.read()).isEqualTo(MAINNET_227836);
        }
        assertThat(Objects.requireNonNull(server).connections()).isEqualTo(301);
    }

    @Test
    void aSessionThatFailsOverAJobIsEndedAndTheOthersGetIt() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        List<MinerSocket> miners = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            miners.add(connect().handshake(true));
        }
        FakeJob real = FakeJob.newBlock(2);
        AtomicInteger asked = new AtomicInteger();
        engine.publish((MiningJob) Proxy.newProxyInstance(
                MiningJob.class.getClassLoader(), new Class<?>[] {MiningJob.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("networkTarget") && asked.incrementAndGet() == 3) {
                        throw new IllegalStateException("this one time");
                    }
                    return method.invoke(real, arguments);
                }));
        int ended = 0;
        for (MinerSocket miner : miners) {
            String line = miner.read();
            if (line == null) {
                ended++;
            } else {
                assertThat(line).contains("[\"2\"").endsWith(",true]}");
            }
        }
        assertThat(ended).isEqualTo(1);
    }
}
