package io.otedama.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.chain.Sha256d;
import io.otedama.node.FakeNode.RpcError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The chain of a {@link FakeNode}: hashes by height, blocks left behind, a fee that stands for the mempool. */
public final class FakeChain {
    private static final AtomicLong UNIQUE = new AtomicLong();
    private static final long TIME = 1_800_000_000L;
    private static final long LONG_POLL_MS = 30_000;

    private final Network network;
    private final List<Hash256> best = new ArrayList<>();
    private final Map<Hash256, Integer> leftBehind = new HashMap<>();
    private String forkStatus = "invalid";
    private boolean initialDownload;
    private boolean closed;
    private long fees;

    public FakeChain(Network network) {
        this.network = network;
        best.add(network.genesis());
        mine(3);
    }

    public synchronized Hash256 tip() {
        return best.get(best.size() - 1);
    }

    public synchronized int height() {
        return best.size() - 1;
    }

    public synchronized void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            byte[] seed =
                    ByteBuffer.allocate(8).putLong(UNIQUE.incrementAndGet()).array();
            best.add(Sha256d.of(seed));
        }
        notifyAll();
    }

    /** Takes over the other node's best chain; what differs is left behind. */
    public synchronized void follow(FakeChain other) {
        List<Hash256> theirs;
        synchronized (other) {
            theirs = new ArrayList<>(other.best);
        }
        for (int h = 0; h < best.size(); h++) {
            if (h >= theirs.size() || !theirs.get(h).equals(best.get(h))) {
                leftBehind.put(best.get(h), h);
            }
        }
        best.clear();
        best.addAll(theirs);
        notifyAll();
    }

    /** Drops blocks from the tip; the node still knows them and says they are not in the best chain. */
    public synchronized void invalidate(int blocks) {
        for (int i = 0; i < blocks; i++) {
            leftBehind.put(tip(), height());
            best.remove(best.size() - 1);
        }
        notifyAll();
    }

    /** Drops blocks from the tip as if the node had never seen them, as after a restore from an old disk. */
    public synchronized void forget(int blocks) {
        for (int i = 0; i < blocks; i++) {
            best.remove(best.size() - 1);
        }
        notifyAll();
    }

    /** Builds on the newest of those that were dropped again, and on all before it. */
    public synchronized void reconsider() {
        leftBehind.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(block -> best.add(block.getKey()));
        leftBehind.clear();
        notifyAll();
    }

    /** What {@code getchaintips} says of left-behind blocks: {@code headers-only} while a node catches up. */
    public synchronized void forkStatus(String status) {
        forkStatus = status;
    }

    public synchronized void initialDownload(boolean value) {
        initialDownload = value;
    }

    /** A transaction arrives: the template changes, the tip does not. */
    public synchronized void addFee(long units) {
        fees += units;
        notifyAll();
    }

    /** What {@code getblockchaininfo} says while blocks are missing and the node warns, twice. */
    synchronized Map<String, Object> infoWith(int headersAhead, String warning) {
        return Map.of(
                "bestblockhash", tip().toString(),
                "blocks", height(),
                "headers", height() + headersAhead,
                "warnings", List.of(warning, warning));
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized Object call(String method, JsonNode params) throws InterruptedException {
        return switch (method) {
            case "getblockhash" -> best.get(params.get(0).asInt()).toString();
            case "getbestblockhash" -> tip().toString();
            case "getblockchaininfo" ->
                Map.of("bestblockhash", tip().toString(), "blocks", height(), "initialblockdownload", initialDownload);
            case "getblockheader" -> header(Hash256.ofDisplay(params.get(0).asText()));
            case "getchaintips" -> tips();
            case "getblocktemplate" -> template(params.get(0));
            case "submitblock" -> submit(Hex.decode(params.get(0).asText()));
            default -> throw new RpcError(-32601, "Method not found");
        };
    }

    private Map<String, Object> header(Hash256 hash) {
        int height = best.indexOf(hash);
        if (height >= 0) {
            return Map.of("height", height, "confirmations", best.size() - height);
        }
        if (leftBehind.containsKey(hash)) {
            return Map.of("height", leftBehind.get(hash), "confirmations", -1);
        }
        throw new RpcError(-5, "Block not found");
    }

    private List<Map<String, Object>> tips() {
        List<Map<String, Object>> tips = new ArrayList<>();
        tips.add(Map.of("height", height(), "hash", tip().toString(), "status", "active"));
        leftBehind.forEach((hash, h) -> tips.add(Map.of("height", h, "hash", hash.toString(), "status", forkStatus)));
        return tips;
    }

    private Map<String, Object> template(JsonNode request) throws InterruptedException {
        if (!request.path("rules").toString().contains("segwit")) {
            throw new RpcError(-8, "getblocktemplate must be called with the segwit rule set");
        }
        if (network.name().startsWith("litecoin")
                && !request.path("rules").toString().contains("mweb")) {
            throw new RpcError(-8, "getblocktemplate must be called with the mweb rule set");
        }
        String known = request.path("longpollid").asText();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_POLL_MS);
        while (known.equals(longPollId()) && !closed && System.nanoTime() < deadline) {
            wait(LONG_POLL_MS);
        }
        Map<String, Object> t = new LinkedHashMap<>();
        t.put("version", 0x20000000);
        t.put("rules", List.of("csv", "!segwit"));
        t.put("previousblockhash", tip().toString());
        t.put("transactions", List.of());
        t.put("coinbaseaux", Map.of());
        t.put("coinbasevalue", 5_000_000_000L + fees);
        t.put("longpollid", longPollId());
        t.put("target", "7fffff" + "0".repeat(58));
        t.put("bits", "207fffff");
        t.put("mintime", TIME);
        t.put("curtime", TIME + height());
        t.put("height", height() + 1);
        return t;
    }

    private String longPollId() {
        return tip().toString() + fees;
    }

    private String submit(byte[] block) {
        if (block.length < BlockHeader.BYTES) {
            throw new RpcError(-22, "Block decode failed");
        }
        BlockHeader header = BlockHeader.parse(block, 0);
        if (best.contains(header.hash())) {
            return "duplicate";
        }
        if (!header.previousBlock().equals(tip())) {
            return best.contains(header.previousBlock()) ? "inconclusive" : "prev-blk-not-found";
        }
        best.add(header.hash());
        notifyAll();
        return null;
    }
}
