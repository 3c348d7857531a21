package io.otedama.testkit;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.TemplateTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the few fields that matter of an answer to {@code getblocktemplate}, without a JSON library. */
public final class TemplateSample {
    private static final Pattern TRANSACTION = Pattern.compile(
            "\"data\": \"([0-9a-f]+)\",\\s*\"txid\": \"([0-9a-f]{64})\",\\s*\"hash\": \"([0-9a-f]{64})\".*?"
                    + "\"fee\": (\\d+),.*?\"weight\": (\\d+)",
            Pattern.DOTALL);

    private final String json;

    private TemplateSample(String json) {
        this.json = json;
    }

    public static TemplateSample of(String file) {
        try (InputStream in =
                Objects.requireNonNull(TemplateSample.class.getResourceAsStream("/vectors/" + file), file)) {
            return new TemplateSample(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BlockTemplate template() {
        List<TemplateTransaction> transactions = new ArrayList<>();
        Matcher tx = TRANSACTION.matcher(json);
        while (tx.find()) {
            transactions.add(new TemplateTransaction(
                    Hex.decode(tx.group(1)),
                    Hash256.ofDisplay(tx.group(2)),
                    Hash256.ofDisplay(tx.group(3)),
                    Long.parseLong(tx.group(4)),
                    Long.parseLong(tx.group(5))));
        }
        return BlockTemplate.builder()
                .version((int) number("version"))
                .previousBlock(Hash256.ofDisplay(text("previousblockhash")))
                .height((int) number("height"))
                .bits(Integer.parseUnsignedInt(text("bits"), 16))
                .minTime(number("mintime"))
                .curTime(number("curtime"))
                .coinbaseValue(number("coinbasevalue"))
                .weightLimit(number("weightlimit"))
                .transactions(transactions)
                .witnessCommitment(Hex.decode(text("default_witness_commitment")))
                .mweb(Hex.decode(text("mweb")))
                .build();
    }

    private String text(String key) {
        return find("\"" + key + "\": \"([0-9a-f]*)\"");
    }

    private long number(String key) {
        return Long.parseLong(find("\"" + key + "\": (\\d+)"));
    }

    private String find(String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(json);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + pattern);
        }
        return m.group(1);
    }
}
