package io.otedama.node.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Sha256d;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class ZmqBlockSubscriberTest {
    private static final Hash256 A = Sha256d.of(new byte[] {1});
    private static final Hash256 B = Sha256d.of(new byte[] {2});
    private static final Hash256 NOISE = Sha256d.of(new byte[] {9});

    private final List<TipHint> hints = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final ZContext context = new ZContext(1);
    private ZMQ.Socket publisher = context.createSocket(SocketType.XPUB);
    private final int port = publisher.bindToRandomPort("tcp://127.0.0.1");
    private final String address = "tcp://127.0.0.1:" + port;
    private final ZmqBlockSubscriber subscriber =
            new ZmqBlockSubscriber(List.of(address), hints::add, (where, error, fatal) -> errors.add(error));

    @AfterEach
    void close() {
        subscriber.close();
        context.close();
        assertThat(errors).isEmpty();
    }

    /** An XPUB socket receives a message for each subscription: nothing can be lost after it. */
    private void startAndAwaitSubscription() {
        subscriber.start();
        awaitSubscription();
    }

    private void awaitSubscription() {
        publisher.setReceiveTimeOut(40_000);
        assertThat(publisher.recv()).isEqualTo(("\1" + ZmqBlockFeed.TOPIC).getBytes());
    }

    private void publish(Hash256 hash, int sequence) {
        byte[] number = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(sequence)
                .array();
        publisher.sendMore(ZmqBlockFeed.TOPIC);
        publisher.sendMore(Hex.decode(hash.toString()));
        publisher.send(number);
    }

    private void awaitHints(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> hints.size() >= count);
    }

    @Test
    void aBlockBecomesAHintThatNamesIt() {
        startAndAwaitSubscription();

        publish(A, 7);
        awaitHints(1);
        publish(B, 8);
        awaitHints(2);

        assertThat(hints).containsExactly(TipHint.ofTip(address, A), TipHint.ofTip(address, B));
    }

    @Test
    void aGapInTheSequenceAsksForAResync() {
        startAndAwaitSubscription();
        publish(A, 1);
        awaitHints(1);

        publish(B, 3);
        awaitHints(2);

        assertThat(hints.get(1)).isEqualTo(TipHint.resync(address));
    }

    @Test
    void messagesOfAnotherFormAreIgnored() {
        startAndAwaitSubscription();
        publisher.sendMore(ZmqBlockFeed.TOPIC);
        publisher.send(new byte[5]);
        publisher.send(ZmqBlockFeed.TOPIC);
        publisher.sendMore(ZmqBlockFeed.TOPIC + "extended");
        publisher.sendMore(NOISE.toBytes());
        publisher.send(new byte[4]);

        publish(A, 1);
        awaitHints(1);

        assertThat(hints).containsExactly(TipHint.ofTip(address, A));
    }

    @Test
    void reconnectsToAPublisherThatCameBack() {
        startAndAwaitSubscription();
        publish(A, 5);
        awaitHints(1);

        publisher.close();
        publisher = context.createSocket(SocketType.XPUB);
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> publisher.bind(address));
        awaitSubscription();
        publish(B, 0);
        awaitHints(2);

        assertThat(hints.get(1)).isEqualTo(TipHint.resync(address));
    }

    @Test
    void closeLeavesNoThread() {
        startAndAwaitSubscription();

        subscriber.close();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("otedama-node-zmq")));
    }

    @Test
    void withoutAddressesThereIsNoThread() {
        ZmqBlockSubscriber idle = new ZmqBlockSubscriber(List.of(), hints::add, (where, error, fatal) -> {});
        idle.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("otedama-node-zmq"));
        idle.close();
    }
}
