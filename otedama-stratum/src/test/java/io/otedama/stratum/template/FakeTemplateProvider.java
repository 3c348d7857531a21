package io.otedama.stratum.template;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.V2Peer.Frame;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.template.CoinbaseOutputConstraints;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionDataError;
import io.otedama.stratum.v2.message.template.RequestTransactionDataSuccess;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;
import io.otedama.stratum.v2.message.template.SubmitSolution;
import io.otedama.stratum.v2.message.template.TransactionDataRequest;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseResponder;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small Template Provider over loopback: announces the templates that a test publishes, gives their transactions, and
 * puts solutions together to blocks. One client at a time is served, on one thread.
 */
public final class FakeTemplateProvider implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable NoiseResponder noise;
    private final Thread thread;
    private final Map<Long, BlockTemplate> templates = new HashMap<>();
    private final boolean speaking;
    private @Nullable V2Peer client;
    private @Nullable BlockTemplate tipTemplate;
    private long lastId;
    private boolean ready;

    /** Blocks that solutions made, as the provider puts them together. */
    public final BlockingQueue<byte[]> blocks = new LinkedBlockingQueue<>();

    /** What clients said of the room they need: bytes, then signature operations. */
    public final BlockingQueue<Long> constraints = new LinkedBlockingQueue<>();

    /** Does more with a block than to keep it. */
    public volatile Consumer<byte[]> onBlock = block -> {};

    /** When set, the answer to every request for transactions. */
    public volatile @Nullable String transactionsError;

    /** No answer to requests for transactions. */
    public volatile boolean silent;

    /** What is announced as merkle path instead of the right one. */
    public volatile UnaryOperator<List<Hash256>> merklePath = path -> path;

    /** When set, announced as outputs instead of the commitment: one output. */
    public volatile byte @Nullable [] outputs;

    private FakeTemplateProvider(@Nullable NoiseResponder noise, int port, boolean speaking) {
        this.noise = noise;
        this.speaking = speaking;
        try {
            listener = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, "fake-template-provider");
        thread.setDaemon(true);
        thread.start();
    }

    public static FakeTemplateProvider plain() {
        return new FakeTemplateProvider(null, 0, true);
    }

    /** Again where one was before. */
    static FakeTemplateProvider plainAt(int port) {
        return new FakeTemplateProvider(null, port, true);
    }

    /** Takes connections and says nothing: the test does, with {@link #sendRaw}. */
    static FakeTemplateProvider mute() {
        return new FakeTemplateProvider(null, 0, false);
    }

    public static FakeTemplateProvider encrypted(AuthorityKeyPair authority) {
        SecureRandom random = new SecureRandom();
        ServerIdentity identity =
                new ServerIdentity(authority, ServerIdentity.DEFAULT_VALIDITY, PoolClock.system(), random);
        return new FakeTemplateProvider(new NoiseResponder(identity, random), 0, true);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Announces a template: for the present block, or for a new one. */
    public synchronized void publish(BlockTemplate template, boolean newBlock) {
        lastId++;
        templates.put(lastId, template);
        if (newBlock) {
            tipTemplate = template;
        }
        if (ready) {
            announce(lastId, template, newBlock);
        }
    }

    private void announce(long id, BlockTemplate template, boolean newBlock) {
        List<Hash256> path = merklePath.apply(MerkleTree.coinbaseBranch(
                template.transactions().stream().map(TemplateTransaction::txid).toList()));
        byte[] given = outputs;
        byte[] commitment = template.witnessCommitment();
        byte[] demanded = given != null ? given : commitment == null ? new byte[0] : output(commitment);
        send(out -> NewTemplate.encode(
                out,
                id,
                newBlock,
                template.version(),
                2,
                prefix(template),
                0xfffffffeL,
                template.coinbaseValue(),
                demanded.length == 0 ? 0 : 1,
                demanded,
                template.height() - 1L,
                path));
        if (newBlock) {
            announceTip(id, template);
        }
    }

    void announceTip(long id, BlockTemplate template) {
        send(out -> SetNewPrevHash.encode(
                out, id, template.previousBlock(), template.curTime(), template.bits(), template.target()));
    }

    static byte[] output(byte[] script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[8]);
        CompactSize.write(out, script.length);
        out.writeBytes(script);
        return out.toByteArray();
    }

    /** As Bitcoin Core writes it: with a zero behind heights of one byte. */
    private static byte[] prefix(BlockTemplate template) {
        int height = template.height();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (height <= 16) {
            out.write(0x50 + height);
            out.write(0);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(height)) / 8 + 1;
            out.write(bytes);
            for (int i = 0; i < bytes; i++) {
                out.write((int) ((long) height >>> (8 * i)));
            }
        }
        out.writeBytes(template.coinbaseAux());
        return out.toByteArray();
    }

    /** Sends a message to the client, if there is one. */
    synchronized void send(Consumer<FrameWriter> message) {
        V2Peer peer = client;
        if (peer != null) {
            try {
                peer.send(message);
            } catch (IOException e) {
                ready = false; // its thread finds out, too
            }
        }
    }

    synchronized void sendRaw(byte[] bytes) {
        V2Peer peer = client;
        if (peer == null) {
            throw new IllegalStateException("nobody is connected");
        }
        try {
            peer.sendRaw(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True while a client is served that has said what room it needs. */
    public synchronized boolean isServing() {
        return ready;
    }

    synchronized boolean isConnected() {
        return client != null;
    }

    /** Breaks the connection; the next one is taken. */
    public synchronized void drop() {
        V2Peer peer = client;
        if (peer != null) {
            try {
                peer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept();
                    V2Peer peer = new V2Peer(socket)) {
                converse(peer);
            } catch (IOException | HandshakeException | AssertionError e) {
                // this client is gone; the next one may come
            } finally {
                gone();
            }
        }
    }

    private synchronized void gone() {
        client = null;
        ready = false;
    }

    private void converse(V2Peer peer) throws IOException, HandshakeException {
        if (noise != null) {
            NoiseResponder.Answer answer = noise.respond(peer.readRaw(NoiseResponder.ACT1_BYTES));
            peer.sendRaw(answer.act2());
            peer.encrypted(answer.keys().sending(), answer.keys().receiving());
        }
        synchronized (this) {
            client = peer;
        }
        for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
            if (speaking) {
                take(frame);
            }
        }
    }

    private void take(Frame frame) {
        switch (frame.type()) {
            case SetupConnection.TYPE -> {
                int protocol = frame.as(new SetupConnection()).protocol();
                if (protocol != 2) {
                    throw new AssertionError("protocol " + protocol);
                }
                send(out -> SetupConnectionSuccess.encode(out, 2, 0));
            }
            case CoinbaseOutputConstraints.TYPE -> onConstraints(frame.as(new CoinbaseOutputConstraints()));
            case TransactionDataRequest.TYPE ->
                onRequest(frame.as(new TransactionDataRequest()).templateId());
            case SubmitSolution.TYPE -> onSolution(frame.as(new SubmitSolution()));
            default -> throw new AssertionError("type " + frame.type());
        }
    }

    private synchronized void onConstraints(CoinbaseOutputConstraints message) {
        constraints.add(message.coinbaseOutputMaxAdditionalSize());
        constraints.add((long) message.coinbaseOutputMaxAdditionalSigops());
        ready = true;
        if (tipTemplate != null) {
            lastId++;
            templates.put(lastId, tipTemplate);
            announce(lastId, tipTemplate, true);
        }
    }

    private synchronized void onRequest(long id) {
        String error = transactionsError;
        BlockTemplate template = templates.get(id);
        if (silent) {
            return;
        }
        if (error != null || template == null) {
            send(out -> RequestTransactionDataError.encode(out, id, error != null ? error : "template-id-not-found"));
            return;
        }
        List<byte[]> transactions =
                template.transactions().stream().map(TemplateTransaction::data).toList();
        send(out -> RequestTransactionDataSuccess.encode(out, id, new byte[0], transactions));
    }

    private synchronized void onSolution(SubmitSolution solution) {
        BlockTemplate template = templates.get(solution.templateId());
        if (template == null) {
            return;
        }
        byte[] coinbase = solution.coinbaseTx();
        Hash256 root = MerkleTree.fold(
                RawTransaction.parse(coinbase, 0).txid(new Sha256d()),
                MerkleTree.coinbaseBranch(template.transactions().stream()
                        .map(TemplateTransaction::txid)
                        .toList()));
        BlockHeader header = new BlockHeader(
                (int) solution.version(),
                template.previousBlock(),
                root,
                (int) solution.headerTimestamp(),
                template.bits(),
                (int) solution.headerNonce());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.toBytes());
        CompactSize.write(out, template.transactions().size() + 1L);
        out.writeBytes(coinbase);
        template.transactions().forEach(tx -> out.writeBytes(tx.data()));
        onBlock.accept(out.toByteArray());
        blocks.add(out.toByteArray());
    }

    @Override
    public void close() {
        try {
            listener.close();
            drop();
            thread.join(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
