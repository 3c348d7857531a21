package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Address;
import io.otedama.chain.Hash256;
import io.otedama.error.AddressException;
import io.otedama.spi.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The calls that miners make. Any thread. */
final class MiningCalls {
    /** Long polls that wait at a time; further ones are answered at once. */
    static final int MAX_LONG_POLLS = 16;

    private static final int MAX_GENERATED = 10_000;
    private static final Duration WAKE_UP = Duration.ofMillis(100);

    private final RegtestChain chain;
    private final long mempoolPauseNs;
    private final Semaphore longPolls = new Semaphore(MAX_LONG_POLLS);

    /**
     * @param mempoolPause after this time a long poll is answered for new transactions, too
     */
    MiningCalls(RegtestChain chain, Duration mempoolPause) {
        this.chain = chain;
        this.mempoolPauseNs = mempoolPause.toNanos();
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("getblocktemplate", this::getBlockTemplate);
        methods.put("submitblock", this::submitBlock);
        methods.put("generatetoaddress", this::generateToAddress);
    }

    private JsonNode getBlockTemplate(RpcArguments arguments) throws InterruptedException {
        JsonNode request = arguments.at(0);
        String mode = request.path("mode").asText("template");
        if (mode.equals("proposal")) {
            return propose(request.path("data").asText(""));
        }
        if (!mode.equals("template")) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Invalid mode");
        }
        checkRules(request.path("rules"));
        if (request.path("longpollid").isTextual()) {
            awaitNews(request.path("longpollid").asText());
        }
        return TemplateJson.of(chain.read(ChainState::template));
    }

    private void checkRules(JsonNode rules) {
        List<String> given = new ArrayList<>();
        rules.forEach(rule -> given.add(rule.asText()));
        if (chain.read(s -> s.consensus().isLitecoin()) && !given.containsAll(List.of("segwit", "mweb"))) {
            throw new RpcError(
                    RpcError.BAD_PARAMETER,
                    "getblocktemplate must be called with the segwit & mweb rule sets"
                            + " (call with {\"rules\": [\"mweb\", \"segwit\"]})");
        }
        if (!given.contains("segwit")) {
            throw new RpcError(
                    RpcError.BAD_PARAMETER,
                    "getblocktemplate must be called with the segwit rule set (call with {\"rules\": [\"segwit\"]})");
        }
    }

    private void awaitNews(String longPollId) throws InterruptedException {
        int split = Math.min(longPollId.length(), 2 * Hash256.BYTES);
        Hash256 tip = RpcArguments.hash(longPollId.substring(0, split), "longpollid");
        String sequence = longPollId.substring(split);
        if (!longPolls.tryAcquire()) {
            return;
        }
        try {
            long start = chain.nanoTime();
            while (!chain.awaitTipChange(tip, WAKE_UP)) {
                boolean paused = chain.nanoTime() - start >= mempoolPauseNs;
                if (paused && !chain.read(ChainState::template).longPollId().endsWith(tip + sequence)) {
                    return;
                }
            }
        } finally {
            longPolls.release();
        }
    }

    private JsonNode propose(String hex) {
        RegtestBlock block = decode(new RpcArguments(Json.array().add(hex)));
        String fault = chain.read(s -> s.propose(block));
        return fault.isEmpty() ? Json.nothing() : Json.text(fault);
    }

    private JsonNode submitBlock(RpcArguments arguments) {
        SubmitResult result = chain.submit(decode(arguments));
        return result.reason().isEmpty() ? Json.nothing() : Json.text(result.reason());
    }

    private static RegtestBlock decode(RpcArguments arguments) {
        String failure = "Block decode failed";
        try {
            return RegtestBlock.parse(arguments.bytes(0, "hexdata", failure));
        } catch (IllegalArgumentException e) {
            throw new RpcError(RpcError.NOT_DECODABLE, failure);
        }
    }

    private JsonNode generateToAddress(RpcArguments arguments) {
        int count = arguments.integer(0, "nblocks");
        if (count < 0 || count > MAX_GENERATED) {
            throw new RpcError(RpcError.BAD_PARAMETER, "nblocks must be 0 to " + MAX_GENERATED);
        }
        byte[] script = script(arguments.text(1, "address"));
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(chain.mineBlock(script).hash().toString());
        }
        return Json.texts(hashes);
    }

    private byte[] script(String address) {
        try {
            return Address.parse(address, chain.network()).script();
        } catch (AddressException e) {
            throw new RpcError(RpcError.UNKNOWN_KEY, "Error: Invalid address");
        }
    }
}
