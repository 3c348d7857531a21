package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.Sha256dProofOfWork;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CpuMinerTest {
    /** About 430 hashes per share. */
    private static final String TINY = "0.0000001";

    private static final int MASK = 0x1fffe000;

    private final Sha256dProofOfWork sha256d = new Sha256dProofOfWork();
    private final FakePool pool = new FakePool();
    private final RecordingListener events = new RecordingListener();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void everySubmittedShareVerifiesAndNoneComesTwice() {
        try (StratumClient client =
                        pool.client().listener(events).versionRolling(MASK).build();
                CpuMiner miner = CpuMiner.builder(client, sha256d)
                        .threads(2)
                        .nonceSpan(2000)
                        .build()) {
            client.start();
            miner.start();
            Conversation talk = pool.accept();
            talk.reply(
                    talk.expect("mining.configure"),
                    "{\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}");
            talk.handshake().work(TINY, "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            Set<Hash256> hashes = new HashSet<>();
            Set<String> rolled = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                JsonNode submit = talk.expect("mining.submit");
                Hash256 hash = headerOf(job, submit).hash();
                assertThat(job.shareTarget().target().isMetBy(hash)).isTrue();
                assertThat(hashes.add(hash)).isTrue();
                rolled.add(submit.path("params").path(5).asText());
                talk.reply(submit, "true");
            }
            assertThat(rolled).hasSizeGreaterThan(10).contains("00000000", "00002000");
            await().untilAsserted(() -> assertThat(miner.counts().accepted()).isGreaterThanOrEqualTo(300));
            assertThat(miner.counts().hashes()).isGreaterThan(10_000);
            assertThat(miner.counts().blocks()).isZero();
        }
    }

    @Test
    void rollsExtranonce2WithoutVersionRollingAndGoesOnCountingInTheNextJob() {
        try (StratumClient client = pool.client().listener(events).build();
                CpuMiner miner =
                        CpuMiner.builder(client, sha256d).nonceSpan(3000).build()) {
            client.start();
            miner.start();
            Conversation talk = pool.accept().handshake().work(TINY, "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            Set<Hash256> hashes = new HashSet<>();
            Set<String> extranonces = new HashSet<>();
            boolean repeated = false;
            for (int i = 0; i < 200 || extranonces.size() < 5; i++) {
                JsonNode submit = talk.expect("mining.submit");
                assertThat(hashes.add(headerOf(job, submit).hash())).isTrue();
                extranonces.add(submit.path("params").path(2).asText());
                talk.reply(submit, "true");
                if (!repeated && i == 100) {
                    repeated = true;
                    talk.send(Vectors.notify("j1")); // the very same work again, as pools do every minute
                }
            }
        }
    }

    @Test
    void repliesAreCountedByCodeAndOutstandingSubmitsAreBounded() {
        try (StratumClient client = pool.client().listener(events).build();
                CpuMiner miner =
                        CpuMiner.builder(client, sha256d).maxOutstanding(2).build()) {
            client.start();
            miner.start();
            Conversation talk = pool.accept().handshake();
            talk.send("{\"method\":\"mining.set_difficulty\",\"params\":[1e9]}");
            talk.send(Vectors.notifyEasyBlock("b1")); // only blocks are found: the share target is far harder
            StratumJob job = events.skipTo(StratumJob.class);
            JsonNode first = talk.expect("mining.submit");
            JsonNode second = talk.expect("mining.submit");
            for (JsonNode submit : new JsonNode[] {first, second}) {
                Hash256 hash = headerOf(job, submit).hash();
                assertThat(job.networkTarget().isMetBy(hash)).isTrue();
                assertThat(job.shareTarget().target().isMetBy(hash)).isFalse();
            }
            assertThat(client.outstanding()).isEqualTo(2);
            talk.send("{\"id\":" + first.get("id") + ",\"result\":null,\"error\":[23,\"Low difficulty share\",null]}");
            talk.expect("mining.submit");
            talk.reply(second, "true");
            talk.expect("mining.submit");
            assertThat(client.outstanding()).isEqualTo(2);
            MinerCounts counts = miner.counts();
            assertThat(counts.rejected()).containsExactlyEntriesOf(java.util.Map.of(23, 1L));
            assertThat(counts.accepted()).isEqualTo(1);
            assertThat(counts.submitted()).isEqualTo(4);
            assertThat(counts.outstanding()).isEqualTo(2);
            assertThat(counts.blocks()).isBetween(4L, 5L);
        }
    }

    @Test
    void pausesWithoutConnectionAndGoesOnWithTheNext() {
        try (StratumClient client = pool.client().listener(events).build();
                CpuMiner miner = CpuMiner.builder(client, sha256d).build()) {
            client.start();
            miner.start();
            Conversation first = pool.accept().handshake().work(TINY, "j1");
            first.expect("mining.submit");
            first.close();
            Conversation second = pool.accept();
            await().until(() -> miner.counts().outstanding() == 0);
            long submitted = miner.counts().submitted();
            second.handshake().work(TINY, "j2");
            JsonNode submit = second.expect("mining.submit");
            assertThat(submit.path("params").path(1).asText()).isEqualTo("j2");
            assertThat(miner.counts().lost()).isGreaterThanOrEqualTo(1);
            assertThat(miner.counts().submitted()).isGreaterThan(submitted);
        }
    }

    @Test
    void anExhaustedJobWaitsForAnother() {
        try (StratumClient client = pool.client().listener(events).build();
                CpuMiner miner = CpuMiner.builder(client, sha256d).nonceSpan(10).build()) {
            client.start();
            miner.start();
            Conversation talk = pool.accept();
            talk.reply(talk.expect("mining.subscribe"), "[[],\"58029a11\",1]");
            talk.reply(talk.expect("mining.authorize"), "true");
            talk.work("1000000", "j1");
            await().until(() -> miner.counts().hashes() == 2560);
            talk.work("1000000", "j2");
            await().until(() -> miner.counts().hashes() == 5120);
        }
    }

    @Test
    void closeLeavesNoThreadEvenWhenNothingIsAnswered() {
        try (StratumClient client = pool.client().listener(events).build()) {
            CpuMiner idle = CpuMiner.builder(client, sha256d).build();
            idle.close();
            idle.start();
            CpuMiner miner = CpuMiner.builder(client, sha256d)
                    .threads(3)
                    .maxOutstanding(1)
                    .hashesPerSecond(5000)
                    .build();
            miner.start();
            client.start();
            Conversation talk = pool.accept().handshake().work(TINY, "j1");
            talk.expect("mining.submit");
            miner.close();
            miner.close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("cpu-miner"));
        }
    }

    @Test
    void mistakesAreListed() {
        try (StratumClient client = pool.client().build()) {
            assertThatThrownBy(() -> CpuMiner.builder(client, sha256d)
                            .threads(0)
                            .nonceSpan(0)
                            .maxOutstanding(0)
                            .hashesPerSecond(-1)
                            .build())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(4));
        }
    }

    private static BlockHeader headerOf(StratumJob job, JsonNode submit) {
        JsonNode params = submit.path("params");
        assertThat(params.path(0).asText()).isEqualTo("addr.rig");
        assertThat(params.path(1).asText()).isEqualTo(job.id());
        int bits = params.size() > 5 ? number(params.path(5)) : 0;
        assertThat(bits & ~job.versionMask()).isZero();
        return job.header(Hex.decode(params.path(2).asText()), number(params.path(3)), number(params.path(4)), bits);
    }

    private static int number(JsonNode hex) {
        return Integer.parseUnsignedInt(hex.asText(), 16);
    }
}
