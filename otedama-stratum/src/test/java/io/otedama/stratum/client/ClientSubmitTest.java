package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hex;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientSubmitTest {
    private final FakePool pool = new FakePool();
    private final RecordingListener events = new RecordingListener();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void repliesOfEveryShapeFindTheirSubmit() throws Exception {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept().handshake().work("1", "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            String[] answers = {
                "{\"id\":@,\"result\":true,\"error\":null}",
                "{\"id\":\"@\",\"result\":true,\"error\":null}",
                "{\"id\":@,\"result\":null,\"error\":[21,\"Job not found\",\"\"]}",
                "{\"id\":@,\"result\":null,\"error\":{\"code\":22,\"message\":\"dup\",\"data\":null}}",
                "{\"id\":@,\"error\":\"Stale\"}",
                "{\"reject-reason\":\"Above target 2\",\"id\":@,\"result\":false,\"error\":null}",
                "{\"id\":@,\"result\":false,\"error\":null}"
            };
            int[] codes = {0, 0, 21, 22, 21, 23, 20};
            JsonNode[] requests = new JsonNode[answers.length];
            for (int i = 0; i < answers.length; i++) {
                CompletableFuture<SubmitReply> reply =
                        client.submit(job, Hex.decode("00000355"), 0x514f20ac, 0x01cdf8d0, 0);
                requests[i] = talk.expect("mining.submit");
                assertThat(requests[i].path("params"))
                        .isEqualTo(Vectors.json("[\"addr.rig\",\"j1\",\"00000355\",\"514f20ac\",\"01cdf8d0\"]"));
                talk.send(answers[i].replace("@", requests[i].path("id").asText()));
                SubmitReply heard = reply.get(10, TimeUnit.SECONDS);
                assertThat(heard.code()).isEqualTo(codes[i]);
                assertThat(heard.accepted()).isEqualTo(codes[i] == 0);
            }
            assertThat(requests).extracting(r -> r.path("id").asLong()).doesNotHaveDuplicates();
            assertThat(client.outstanding()).isZero();
        }
    }

    @Test
    void whatIsUnansweredAtTheEndIsLostAndOldJobsAreNotSent() throws Exception {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept().handshake().work("1", "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            var lost = client.submit(job, new byte[4], 1, 2, 0);
            talk.expect("mining.submit");
            talk.close();
            assertThat(lost.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(SubmitOutcome.CONNECTION_LOST);

            pool.accept().handshake().work("1", "j1");
            StratumJob next = events.skipTo(StratumJob.class);
            assertThat(next.connection()).isEqualTo(2);
            assertThat(client.submit(job, new byte[4], 1, 2, 0)
                            .get(10, TimeUnit.SECONDS)
                            .outcome())
                    .isEqualTo(SubmitOutcome.NOT_SENT);
        }
    }

    @Test
    void atMostTheAllowedNumberIsOutstanding() throws Exception {
        try (StratumClient client =
                pool.client().listener(events).maxOutstanding(2).build()) {
            client.start();
            Conversation talk = pool.accept().handshake().work("1", "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            var first = client.submit(job, new byte[4], 1, 1, 0);
            var second = client.submit(job, new byte[4], 1, 2, 0);
            var third = client.submit(job, new byte[4], 1, 3, 0);
            assertThat(third.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(SubmitOutcome.NOT_SENT);
            JsonNode one = talk.expect("mining.submit");
            talk.reply(talk.expect("mining.submit"), "true");
            assertThat(second.get(10, TimeUnit.SECONDS).accepted()).isTrue();
            talk.reply(one, "true");
            assertThat(first.get(10, TimeUnit.SECONDS).accepted()).isTrue();
        }
    }

    @Test
    void anUnansweredSubmitTimesOut() throws Exception {
        try (StratumClient client = pool.client()
                .listener(events)
                .timeouts(ClientTimeouts.DEFAULT.withReply(Duration.ofMillis(20)))
                .build()) {
            client.start();
            Conversation talk = pool.accept().handshake().work("1", "j1");
            StratumJob job = events.skipTo(StratumJob.class);
            var reply = client.submit(job, new byte[4], 1, 1, 0);
            JsonNode request = talk.expect("mining.submit");
            assertThat(reply.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(SubmitOutcome.TIMED_OUT);
            talk.reply(request, "true"); // too late: changes nothing
            talk.send("{\"id\":null,\"method\":\"client.show_message\",\"params\":[\"still here\"]}");
            events.skipTo(RecordingListener.Message.class);
        }
    }

    @Test
    void rawBytesGoOutAsTheyAre() {
        try (StratumClient client = pool.client().listener(events).build()) {
            assertThat(client.sendRaw(new byte[] {1})).isFalse();
            client.start();
            Conversation talk = pool.accept().handshake();
            events.next(ClientSession.class);
            assertThat(client.sendRaw("{half".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(client.sendRaw(new byte[] {'\n'})).isTrue();
            assertThat(talk.readLine()).isEqualTo("{half");
        }
    }
}
