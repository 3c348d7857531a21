package io.otedama.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Amount;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.TemplateTransaction;
import io.otedama.error.NodeException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code getblocktemplate} (BIP 22/23/145) to {@link BlockTemplate}. Strict: a template that contradicts itself would cost
 * a block when it is solved, so it is refused here with a sentence that names the field.
 */
final class TemplateParser {
    /** Rules a node may insist on ({@code "!segwit"}) and that block assembly obeys. */
    private static final Set<String> UNDERSTOOD = Set.of("csv", "segwit", "taproot", "mweb", "testdummy");

    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final long MAX_WEIGHT = 1L << 32;
    private static final long DEFAULT_WEIGHT_LIMIT = 4_000_000;

    private final Fields fields;

    private TemplateParser(Fields fields) {
        this.fields = fields;
    }

    /**
     * @param where node and method, for the messages
     * @throws NodeException naming the field that is missing, malformed or contradicts another
     */
    static NodeTemplate parse(String where, JsonNode result) {
        Fields fields = new Fields(where, result);
        BlockTemplate template = new TemplateParser(fields).template();
        String longPollId = fields.has("longpollid") ? fields.text("longpollid") : null;
        return new NodeTemplate(template, longPollId);
    }

    private BlockTemplate template() {
        checkRules();
        if (!fields.has("coinbasevalue") && fields.has("coinbasetxn")) {
            throw fields.wrong(
                    "coinbasetxn", "is given instead of coinbasevalue; ready-made coinbases are not supported");
        }
        List<TemplateTransaction> transactions = transactions();
        byte[] commitment =
                fields.has("default_witness_commitment") ? fields.bytes("default_witness_commitment") : null;
        byte[] mweb = fields.has("mweb") ? fields.bytes("mweb") : null;
        TemplateChecks.commitment(fields, transactions, commitment);
        TemplateChecks.mweb(fields, transactions, mweb);
        try {
            return BlockTemplate.builder()
                    .version((int) fields.number("version", Integer.MIN_VALUE, MAX_UINT32))
                    .previousBlock(fields.hash("previousblockhash"))
                    .height((int) fields.number("height", 1, Integer.MAX_VALUE))
                    .bits(bits())
                    .minTime(fields.number("mintime", 0, MAX_UINT32))
                    .curTime(fields.number("curtime", 0, MAX_UINT32))
                    .coinbaseValue(fields.number("coinbasevalue", 0, Amount.MAX_UNITS))
                    .weightLimit(weightLimit())
                    .transactions(transactions)
                    .coinbaseAux(coinbaseAux())
                    .witnessCommitment(commitment)
                    .mweb(mweb)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new NodeException(fields.where() + " cannot be: " + e.getMessage(), e);
        }
    }

    private void checkRules() {
        if (!fields.has("rules")) {
            return;
        }
        for (JsonNode rule : fields.array("rules")) {
            String name = rule.asText();
            if (name.startsWith("!") && !UNDERSTOOD.contains(name.substring(1))) {
                throw fields.wrong(
                        "rules", "demands the rule " + RpcMessage.excerpt(name) + ", which this pool does not know");
            }
        }
    }

    private int bits() {
        String text = fields.text("bits");
        if (text.length() != 8) {
            throw fields.wrong("bits", "is not 8 hex digits");
        }
        byte[] b = fields.bytes("bits");
        int bits = (b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | (b[3] & 0xff);
        TemplateChecks.target(fields, bits);
        return bits;
    }

    private long weightLimit() {
        return fields.has("weightlimit") ? fields.number("weightlimit", 1, MAX_WEIGHT) : DEFAULT_WEIGHT_LIMIT;
    }

    private byte[] coinbaseAux() {
        ByteArrayOutputStream aux = new ByteArrayOutputStream();
        if (fields.has("coinbaseaux")) {
            Fields entries =
                    new Fields(fields.where() + ".coinbaseaux", fields.object().get("coinbaseaux"));
            entries.object().fieldNames().forEachRemaining(name -> aux.writeBytes(entries.bytes(name)));
        }
        return aux.toByteArray();
    }

    private List<TemplateTransaction> transactions() {
        JsonNode array = fields.array("transactions");
        List<TemplateTransaction> out = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            out.add(transaction(new Fields(fields.where() + ".transactions[" + i + "]", array.get(i)), i));
        }
        return out;
    }

    private static TemplateTransaction transaction(Fields tx, int index) {
        if (tx.has("depends")) {
            for (JsonNode dependency : tx.array("depends")) {
                if (!dependency.isInt() || dependency.intValue() < 1 || dependency.intValue() > index) {
                    throw tx.wrong(
                            "depends",
                            "names " + RpcMessage.excerpt(dependency.toString())
                                    + ", which is not an earlier transaction");
                }
            }
        }
        return new TemplateTransaction(
                tx.bytes("data"),
                tx.hash("txid"),
                tx.has("hash") ? tx.hash("hash") : tx.hash("txid"),
                tx.number("fee", 0, Amount.MAX_UNITS),
                tx.number("weight", 1, MAX_WEIGHT));
    }
}
