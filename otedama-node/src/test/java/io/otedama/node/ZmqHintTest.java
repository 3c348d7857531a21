package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.node.TestNodes.Recorder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Rule 10: a ZMQ notification brings the new template though nobody polls and the long poll is dead. */
class ZmqHintTest {
    @Test
    void rule10_zmqNoticesABlockWithoutPollingAndALostOneByItsGap() {
        try (ZContext context = new ZContext(1);
                FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST)) {
            ZMQ.Socket publisher = context.createSocket(SocketType.XPUB);
            int port = publisher.bindToRandomPort("tcp://127.0.0.1");
            fake.fault(
                    "getblocktemplate",
                    request -> request.at("/params/0/longpollid").isMissingNode()
                            ? FakeNode.reply(
                                    request, 200, fake.chain().call("getblocktemplate", request.path("params")), null)
                            : fake.hang().answer(request));
            Recorder recorder = new Recorder();
            try (CoreNode node = TestNodes.builder(fake)
                    .timing(TestNodes.slowPolling())
                    .zmqBlocks("tcp://127.0.0.1:" + port)
                    .build()) {
                node.templates().subscribe(recorder);
                node.start();
                await().atMost(SOON).until(() -> recorder.lastHeight() == 4);
                publisher.setReceiveTimeOut(10_000);
                assertThat(publisher.recv()).isNotEmpty();

                fake.chain().mine(1);
                publish(publisher, fake.chain().tip(), 1);
                await().atMost(SOON).until(() -> recorder.lastHeight() == 5);

                Hash256 old = fake.chain().tip();
                fake.chain().mine(2);
                publish(publisher, old, 3); // the hash is no news, the gap is
                await().atMost(SOON).until(() -> recorder.lastHeight() == 7);
            }
        }
    }

    private static void publish(ZMQ.Socket publisher, Hash256 hash, int sequence) {
        publisher.sendMore("hashblock");
        publisher.sendMore(Hex.decode(hash.toString()));
        publisher.send(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(sequence)
                .array());
    }
}
