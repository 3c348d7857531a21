package io.otedama.bench.node;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import java.nio.charset.StandardCharsets;

/**
 * The work on one tip. All but the time and the request's id was rendered when the tip came. Immutable; any thread.
 *
 * <pre>
 *   head {"result":{…,"transactions":[ | transactions, shared by all answers | middle …"curtime": | time | tail … | id }
 * </pre>
 */
final class MockTemplate {
    private static final int VERSION = 0x20000000;
    private static final long HALF_HOUR = 1_800;

    private final TransactionSet transactions;
    private final String longPollId;
    private final byte[] head;
    private final String middle;
    private final String tail;
    private final long minTime;

    /**
     * @param height of the block to be made
     * @param subsidy in base units
     * @param timeSeconds since 1970, when the tip came
     */
    MockTemplate(Hash256 previous, int height, long subsidy, int bits, TransactionSet transactions, long timeSeconds) {
        this.transactions = transactions;
        this.longPollId = previous + String.valueOf(height);
        this.minTime = timeSeconds - HALF_HOUR;
        this.head = ("{\"result\":{\"capabilities\":[\"proposal\"],\"version\":" + VERSION
                        + ",\"rules\":[\"csv\",\"!segwit\",\"taproot\"],\"vbavailable\":{},\"vbrequired\":0"
                        + ",\"previousblockhash\":\"" + previous + "\",\"transactions\":[")
                .getBytes(StandardCharsets.US_ASCII);
        this.middle = "],\"coinbaseaux\":{},\"coinbasevalue\":" + (subsidy + transactions.fees())
                + ",\"longpollid\":\"" + longPollId + "\",\"target\":\"" + Target.ofCompact(bits)
                + "\",\"mintime\":" + minTime
                + ",\"mutable\":[\"time\",\"transactions\",\"prevblock\"],\"noncerange\":\"00000000ffffffff\""
                + ",\"sigoplimit\":80000,\"sizelimit\":4000000,\"weightlimit\":4000000,\"curtime\":";
        this.tail =
                ",\"bits\":\"" + Hex.encode8(bits) + "\",\"height\":" + height + ",\"default_witness_commitment\":\""
                        + transactions.witnessCommitment() + "\"},\"error\":null,\"id\":";
    }

    String longPollId() {
        return longPollId;
    }

    /**
     * A whole JSON-RPC answer.
     *
     * @param id JSON of the request's id
     */
    ByteBuf answer(String id, long nowSeconds) {
        String rest = middle + Math.max(minTime, nowSeconds) + tail + id + "}\n";
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(head),
                transactions.json().duplicate(),
                Unpooled.wrappedBuffer(rest.getBytes(StandardCharsets.UTF_8)));
    }
}
