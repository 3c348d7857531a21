package io.otedama.examples;

import io.otedama.BlockStatement;
import io.otedama.BlockStatement.Line;
import io.otedama.chain.Amount;
import io.otedama.ledger.BlockBook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block's statement as a table and as an object.
 *
 * @param address the only account shown; null: all of them
 */
record StatementText(
        BlockBook.Entry block,
        BlockStatement statement,
        @Nullable String address,
        String unit) {
    private static final int PART_DIGITS = 6;

    List<String> lines() {
        List<String> text = new ArrayList<>();
        text.add("block " + block.hash() + " at height " + block.height() + ", " + block.status());
        text.add("found by " + statement.finder() + ", worth " + Amount.toCoins(statement.value())
                + ", shared as of record " + statement.sequence());
        text.add("weight of all " + statement.totalWeight() + ", of it kept because nobody had earned it "
                + statement.retainedWeight());
        if (statement.firstShare() != 0) {
            text.add("counts shares of records " + statement.firstShare() + " to " + statement.lastShare()
                    + "; of the oldest only what is inside the window");
        }
        TextTable table = new TextTable("account", ">shares", ">weight", ">part", ">owed", ">direct", ">carried");
        for (Line line : shown()) {
            table.row(
                    line.account(),
                    line.shares(),
                    line.weight(),
                    part(line.weight()),
                    Amount.toCoins(line.owed()),
                    Amount.toCoins(line.direct()),
                    Amount.toCoins(line.carried()));
        }
        text.addAll(table.lines());
        return text;
    }

    private List<Line> shown() {
        return statement.lines().stream()
                .filter(line -> address == null || line.account().equals(address))
                .toList();
    }

    /** Of the whole weight, rounded for the eye. */
    private String part(BigInteger weight) {
        BigInteger total = statement.totalWeight();
        return total.signum() == 0
                ? "-"
                : new BigDecimal(weight)
                        .divide(new BigDecimal(total), PART_DIGITS, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    Map<String, Object> object() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("block", block.hash().toString());
        all.put("height", block.height());
        all.put("status", block.status().name());
        all.put("finder", statement.finder());
        all.put("unit", unit);
        all.put("value", statement.value());
        all.put("sequence", statement.sequence());
        all.put("totalWeight", statement.totalWeight().toString());
        all.put("retainedWeight", statement.retainedWeight().toString());
        all.put("firstShare", statement.firstShare());
        all.put("lastShare", statement.lastShare());
        all.put("lines", shown().stream().map(StatementText::object).toList());
        return all;
    }

    private static Map<String, Object> object(Line line) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("account", line.account());
        one.put("shares", line.shares());
        one.put("weight", line.weight().toString());
        one.put("owed", line.owed());
        one.put("direct", line.direct());
        one.put("carried", line.carried());
        return one;
    }
}
