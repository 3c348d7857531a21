package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The nine parameters of {@code mining.notify}, decoded: what every miner of the pool is told alike. Together with a
 * connection's extranonce and difficulty it makes a {@link StratumJob}. The arrays are never changed.
 */
final class JobNotice {
    static final int MAX_BRANCH = 32;
    static final int MAX_ID_CHARS = 128;

    final String id;
    final Hash256 previousBlock;
    final byte[] coinbasePrefix;
    final byte[] coinbaseSuffix;
    final List<Hash256> merkleBranch;
    final int version;
    final int bits;
    final int time;
    final boolean clean;
    final Target networkTarget;

    private JobNotice(JsonNode params) {
        id = jobId(params.path(0));
        previousBlock = previousBlock(params.path(1));
        coinbasePrefix = Fields.hex(params.path(2), "coinb1");
        coinbaseSuffix = Fields.hex(params.path(3), "coinb2");
        merkleBranch = branch(params.path(4));
        version = Fields.hexInt(params.path(5), "version");
        bits = Fields.hexInt(params.path(6), "nbits");
        time = Fields.hexInt(params.path(7), "ntime");
        clean = params.path(8).asBoolean(false);
        networkTarget = Target.ofCompact(bits);
    }

    /**
     * @param params the {@code params} array of the notification
     * @throws ProtocolException when a field is missing or cannot be read
     */
    static JobNotice read(JsonNode params) {
        if (!params.isArray() || params.size() < 8) {
            throw new ProtocolException("mining.notify needs 9 parameters, found " + params.size());
        }
        try {
            return new JobNotice(params);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("mining.notify: " + e.getMessage(), e);
        }
    }

    private static String jobId(JsonNode node) {
        String id = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
            throw new ProtocolException("mining.notify: a job id has 1 to " + MAX_ID_CHARS + " characters");
        }
        return id;
    }

    /** Each 4-byte word arrives byte-reversed; the result is in internal order. */
    private static Hash256 previousBlock(JsonNode node) {
        byte[] bytes = Fields.hex(node, "prevhash");
        if (bytes.length != Hash256.BYTES) {
            throw new ProtocolException("mining.notify: prevhash needs 32 bytes, found " + bytes.length);
        }
        byte[] swapped = new byte[Hash256.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[i ^ 3];
        }
        return Hash256.ofInternal(swapped);
    }

    private static List<Hash256> branch(JsonNode node) {
        if (!node.isArray() || node.size() > MAX_BRANCH) {
            throw new ProtocolException("mining.notify: merkle_branch must be an array of at most " + MAX_BRANCH);
        }
        List<Hash256> branch = new ArrayList<>(node.size());
        for (JsonNode entry : node) {
            byte[] bytes = Hex.decode(entry.asText());
            if (bytes.length != Hash256.BYTES) {
                throw new ProtocolException("mining.notify: a merkle_branch entry needs 32 bytes");
            }
            branch.add(Hash256.ofInternal(bytes));
        }
        return List.copyOf(branch);
    }
}
