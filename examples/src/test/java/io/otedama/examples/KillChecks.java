package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.chain.Address;
import io.otedama.chain.Hash256;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.storage.journal.JournalReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold after every kill. */
final class KillChecks {
    private KillChecks() {}

    /** Every acknowledged header is credited, none twice, and the books add up. */
    static OfflineLedger journal(Path data, Set<Hash256> acknowledged) {
        try (JournalReader journal = JournalReader.open(DataDirectory.journal(data))) {
            Set<Hash256> credited = new HashSet<>();
            ShareRecord share = new ShareRecord();
            byte[] hash = new byte[Hash256.BYTES];
            try (JournalCursor cursor = journal.readFrom(1)) {
                while (cursor.next()) {
                    if (cursor.record().type() == RecordType.SHARE) {
                        share.wrap(cursor.record());
                        share.headerHash(hash);
                        assertThat(credited.add(Hash256.ofInternal(hash.clone())))
                                .as("record %s credits a header again", share.sequence())
                                .isTrue();
                    }
                }
            }
            assertThat(credited).containsAll(acknowledged);
            return OfflineLedger.replay(journal, sequence -> {});
        }
    }

    /** What confirmed payments have cost the pool, base units: it left the books for the chain. */
    static long paymentFees(Path data) {
        try (JournalReader journal = JournalReader.open(DataDirectory.journal(data));
                JournalCursor cursor = journal.readFrom(1)) {
            Map<Long, Long> open = new HashMap<>();
            long paid = 0;
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.PAYMENT_INTENT) {
                    var intent = (PaymentIntentRecord) new PaymentIntentRecord().wrap(cursor.record());
                    open.put(intent.paymentId(), intent.fee());
                } else if (cursor.record().type() == RecordType.PAYMENT_STATUS) {
                    var status = (PaymentStatusRecord) new PaymentStatusRecord().wrap(cursor.record());
                    Long fee = status.status() == Status.CONFIRMED ? open.remove(status.paymentId()) : null;
                    paid += fee == null ? 0 : fee;
                }
            }
            return paid;
        }
    }

    /** All that anybody has of blocks in the chain. */
    static long sum(OfflineLedger books) {
        return books.balances().stream()
                .filter(b -> !b.account().equals("chain"))
                .mapToLong(b -> b.immature() + b.payable() + b.paying() + b.paid())
                .sum();
    }

    /** What the chain has paid is marked paid or under way; what is marked paid, the chain has paid. */
    static void paidOnce(OfflineLedger books, RegtestChain chain, String account) {
        Balance balance = books.balance(account).orElse(new Balance(account, true, 0, 0, 0, 0));
        assertThat(received(chain, account))
                .as("on chain to %s", balance)
                .isBetween(balance.paid(), balance.paid() + balance.paying());
    }

    /** What transactions of the chain, coinbases aside, pay to an account, base units. */
    static long received(RegtestChain chain, String account) {
        byte[] script = Address.parse(account, chain.network()).script();
        long sum = 0;
        for (int height = 1; height <= chain.height(); height++) {
            sum += chain.blockAt(height).orElseThrow().transactions().stream()
                    .skip(1)
                    .flatMap(transaction -> transaction.outputs().stream())
                    .filter(output -> Arrays.equals(output.script(), script))
                    .mapToLong(output -> output.value())
                    .sum();
        }
        return sum;
    }
}
