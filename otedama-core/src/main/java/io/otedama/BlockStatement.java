package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.BlockExplanation;
import io.otedama.chain.Hash256;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a block was shared, and why.
 *
 * @param finder account of who found it
 * @param value subsidy and fees, base units
 * @param sequence record at which it was first seen in the chain
 * @param totalWeight of all lines and of what nobody had earned
 * @param retainedWeight of what nobody had earned; the reserve keeps that part
 * @param firstShare record of the oldest share that counts, of which only a part may; 0 when the scheme does not go by shares, or the
 *     journal has dropped it
 * @param lastShare record of the newest one
 * @param lines by account: fee, donation, reserve and rounding among them; what is owed and direct adds up to the value
 */
public record BlockStatement(
        Hash256 block,
        String finder,
        long value,
        long sequence,
        BigInteger totalWeight,
        BigInteger retainedWeight,
        long firstShare,
        long lastShare,
        List<Line> lines) {

    static BlockStatement of(Hash256 block, BlockExplanation why, Accounting books, JournalSource journal) {
        long firstShare = why.firstShare() < journal.firstSequence() ? 0 : why.firstShare();
        Map<Integer, Long> shares = shares(journal, firstShare, why.lastShare(), books);
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
                lines.add(new Line(
                        books.accounts().name(account), amount(shares, account), weight, owed, direct, carried));
            }
        }
        return new BlockStatement(
                block,
                books.accounts().name(why.finder()),
                why.value(),
                books.lastSequence(),
                why.weights().total(),
                why.weights().retained(),
                firstShare,
                why.lastShare(),
                List.copyOf(lines));
    }

    private static Map<Integer, Long> shares(JournalSource journal, long first, long last, Accounting books) {
        Map<Integer, Long> shares = new TreeMap<>();
        if (first == 0) {
            return shares;
        }
        ShareRecord share = new ShareRecord();
        try (JournalCursor cursor = journal.readFrom(first)) {
            while (cursor.next() && cursor.record().sequence() <= last) {
                if (cursor.record().type() == RecordType.SHARE) {
                    share.wrap(cursor.record());
                    shares.merge(books.workers().account(share.workerId()), 1L, Long::sum);
                }
            }
        }
        return shares;
    }

    private static long amount(Map<Integer, Long> amounts, int account) {
        Long amount = amounts.get(account);
        return amount == null ? 0 : amount;
    }

    /**
     * One account's part.
     *
     * @param shares how many of its shares count
     * @param weight of its shares in the window or round
     * @param owed base units, paid later
     * @param direct base units of this block that the coinbase itself pays
     * @param carried base units that the coinbase pays beside, of what earlier blocks left owed; no part of this block
     */
    public record Line(String account, long shares, BigInteger weight, long owed, long direct, long carried) {}
}
