package io.otedama.examples;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Real coin daemons, each connected to each, on a chain of their own. A template needs a peer, so use at least two nodes,
 * and three where one is to fail. Everything that was started is ended by {@link #close()}, or at the latest with the JVM.
 *
 * <pre>
 *   try (LitecoinRegtest chain = LitecoinRegtest.start(temporaryDirectory, 3)) {
 *       chain.fundedWallet(0, "w");
 *       chain.mine(0, "w", 10);
 *       chain.awaitSameTip();
 *   }
 * </pre>
 */
final class LitecoinRegtest implements AutoCloseable {
    /** From here on a block needs a waiting peg-in before the daemon gives a template: see {@link #pegIn}. */
    static final int MWEB_HEIGHT = 432;

    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    /** A coinbase can be spent when 100 blocks are above it; one more makes it count as balance. */
    private static final int BLOCKS_TO_SPENDABLE = 101;

    private final List<LitecoinNode> nodes = new ArrayList<>();
    private final Thread lastResort = new Thread(() -> nodes.forEach(LitecoinNode::kill), "litecoind-last-resort");

    private LitecoinRegtest() {
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts that many daemons and waits until all are connected. Skips or fails the test when there is no daemon. */
    static LitecoinRegtest start(Path directory, int count) {
        Path executable = RealNode.requireOrSkip();
        LitecoinRegtest chain = new LitecoinRegtest();
        try {
            for (int i = 0; i < count; i++) {
                LitecoinNode node = new LitecoinNode(executable, directory.resolve("node" + i));
                chain.nodes.add(node);
                node.launch();
            }
            chain.nodes.forEach(LitecoinNode::awaitReady);
            for (LitecoinNode node : chain.nodes) {
                chain.connect(node);
            }
            chain.awaitMesh();
            return chain;
        } catch (IOException e) {
            chain.close();
            throw new UncheckedIOException("litecoind does not start", e);
        } catch (RuntimeException | Error e) {
            chain.close();
            throw e;
        }
    }

    LitecoinNode node(int index) {
        return nodes.get(index);
    }

    List<LitecoinNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Starts a stopped or killed daemon again, same ports, same data, and connects it to the others. */
    void restart(int index) {
        LitecoinNode node = nodes.get(index);
        try {
            node.launch();
        } catch (IOException e) {
            throw new UncheckedIOException("litecoind does not start again", e);
        }
        node.awaitReady();
        running().stream().filter(other -> other != node).forEach(other -> connect(node, other));
        awaitMesh();
    }

    /** To those before it only: one connection per pair. */
    private void connect(LitecoinNode node) {
        nodes.subList(0, nodes.indexOf(node)).forEach(other -> connect(node, other));
    }

    private static void connect(LitecoinNode node, LitecoinNode other) {
        node.call("addnode", other.peerAddress(), "onetry");
    }

    private void awaitMesh() {
        int peers = running().size() - 1;
        await("every daemon connected to every other")
                .atMost(SYNC_TIMEOUT)
                .pollInterval(POLL)
                .until(() -> running().stream().allMatch(node -> node.peers() >= peers));
    }

    private List<LitecoinNode> running() {
        return nodes.stream().filter(LitecoinNode::isRunning).toList();
    }

    /** Waits until all running daemons have the same best block. */
    void awaitSameTip() {
        await().atMost(SYNC_TIMEOUT).pollInterval(POLL).untilAsserted(() -> {
            List<LitecoinNode> up = running();
            if (up.stream().map(LitecoinNode::tip).distinct().count() > 1) {
                throw new AssertionError(up.stream()
                        .map(node -> node + " at " + node.height())
                        .collect(Collectors.joining(", ", "tips differ: ", "")));
            }
        });
    }

    /** Makes a wallet with one spendable coinbase on an agreed chain. */
    void fundedWallet(int index, String wallet) {
        nodes.get(index).call("createwallet", wallet);
        mine(index, wallet, BLOCKS_TO_SPENDABLE);
        awaitSameTip();
    }

    /** Mines blocks that pay the wallet, by the daemon itself. */
    List<String> mine(int index, String wallet, int blocks) {
        List<String> hashes = new ArrayList<>();
        nodes.get(index)
                .call("generatetoaddress", blocks, newAddress(index, wallet))
                .forEach(hash -> hashes.add(hash.asText()));
        return hashes;
    }

    /** A fresh {@code rltc1…} address of the wallet. */
    String newAddress(int index, String wallet) {
        return nodes.get(index)
                .callWallet(wallet, "getnewaddress", "", "bech32")
                .asText();
    }

    /**
     * Moves one coin into the extension block: a transaction that the block at {@link #MWEB_HEIGHT} must contain.
     *
     * @return its id; it waits in that daemon's memory pool, and soon in the others'
     */
    String pegIn(int index, String wallet) {
        LitecoinNode node = nodes.get(index);
        String address = node.callWallet(wallet, "getnewaddress", "", "mweb").asText();
        return node.callWallet(wallet, "sendtoaddress", address, 1).asText();
    }

    @Override
    public void close() {
        nodes.forEach(LitecoinNode::close);
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
