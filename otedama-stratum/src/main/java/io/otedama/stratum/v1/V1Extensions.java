package io.otedama.stratum.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.session.MinerSession;
import java.math.BigDecimal;

/**
 * One {@code mining.configure}: what was asked for and what holds (BIP 310). Every extension asked for appears in the
 * result; those unknown with false. Made per request.
 */
final class V1Extensions {
    /** Extensions that one request may name; the rest is ignored. */
    static final int MAX_EXTENSIONS = 16;

    /** Longest name of an extension that is repeated in the answer. */
    static final int MAX_NAME_CHARS = 64;

    private static final int ALL_BITS = 0xffffffff;
    private static final int MAX_MASK_DIGITS = 8;

    private final MinerSession session;
    private final ObjectNode result = JsonNodeFactory.instance.objectNode();
    private int versionMask;

    V1Extensions(MinerSession session) {
        this.session = session;
    }

    /**
     * @param names the extensions asked for
     * @param options their parameters
     * @return the result as JSON
     */
    String agree(JsonNode names, JsonNode options) {
        for (int i = 0; i < names.size() && i < MAX_EXTENSIONS; i++) {
            String name = names.get(i).asText("");
            if (name.length() <= MAX_NAME_CHARS) {
                agree(name, options);
            }
        }
        return AsciiJson.write(result);
    }

    /** The mask agreed on in this request, 0 for none. */
    int versionMask() {
        return versionMask;
    }

    private void agree(String name, JsonNode options) {
        switch (name) {
            case "version-rolling" -> versionRolling(options.path("version-rolling.mask"));
            case "minimum-difficulty" -> minimumDifficulty(options.path("minimum-difficulty.value"));
            case "subscribe-extranonce", "info" -> result.put(name, true);
            default -> result.put(name, false);
        }
    }

    private void versionRolling(JsonNode mask) {
        String text = mask.asText("");
        int minerMask = ALL_BITS;
        if (!text.isEmpty()) {
            if (!text.matches("[0-9a-fA-F]{1," + MAX_MASK_DIGITS + "}")) {
                result.put("version-rolling", "mask must be hex");
                return;
            }
            minerMask = Integer.parseUnsignedInt(text, 16);
        }
        // fewer bits than the miner's minimum are still an agreement: it may roll what it was given
        versionMask = session.negotiateVersionMask(minerMask);
        result.put("version-rolling", versionMask != 0);
        if (versionMask != 0) {
            result.put("version-rolling.mask", Hex.encode8(versionMask));
        }
    }

    private void minimumDifficulty(JsonNode value) {
        BigDecimal number = V1Request.number(value);
        if (number == null) {
            result.put("minimum-difficulty", "value must be a number");
            return;
        }
        Difficulty minimum = V1Methods.difficulty(value);
        if (minimum != null) {
            session.minimumDifficulty(minimum);
        }
        result.put("minimum-difficulty", true);
    }
}
