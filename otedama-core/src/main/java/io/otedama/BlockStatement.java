package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.BlockExplanation;
import io.otedama.chain.Hash256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a block was shared, and why.
 *
 * @param finder account of who found it
 * @param value subsidy and fees, base units
 * @param sequence record at which it was first seen in the chain
 * @param totalWeight of all lines and of what nobody had earned
 * @param retainedWeight of what nobody had earned; the reserve keeps that part
 * @param lines by account: fee, donation, reserve and rounding among them; what is owed and direct adds up to the value
 */
public record BlockStatement(
        Hash256 block,
        String finder,
        long value,
        long sequence,
        BigInteger totalWeight,
        BigInteger retainedWeight,
        List<Line> lines) {

    static BlockStatement of(Hash256 block, BlockExplanation why, Accounting books) {
        TreeSet<Integer> accounts = new TreeSet<>(why.owed().keySet());
        accounts.addAll(why.direct().keySet());
        accounts.addAll(why.carried().keySet());
        accounts.addAll(why.weights().byAccount().keySet());
        List<Line> lines = new ArrayList<>();
        for (int account : accounts) {
            long owed = amount(why.owed(), account);
            long direct = amount(why.direct(), account);
            long carried = amount(why.carried(), account);
            BigInteger weight = why.weights().weight(account);
            if (owed != 0 || direct != 0 || carried != 0 || weight.signum() != 0) {
                lines.add(new Line(books.accounts().name(account), weight, owed, direct, carried));
            }
        }
        return new BlockStatement(
                block,
                books.accounts().name(why.finder()),
                why.value(),
                books.lastSequence(),
                why.weights().total(),
                why.weights().retained(),
                List.copyOf(lines));
    }

    private static long amount(Map<Integer, Long> amounts, int account) {
        Long amount = amounts.get(account);
        return amount == null ? 0 : amount;
    }

    /**
     * One account's part.
     *
     * @param weight of its shares in the window or round
     * @param owed base units, paid later
     * @param direct base units of this block that the coinbase itself pays
     * @param carried base units that the coinbase pays beside, of what earlier blocks left owed; no part of this block
     */
    public record Line(String account, BigInteger weight, long owed, long direct, long carried) {}
}
