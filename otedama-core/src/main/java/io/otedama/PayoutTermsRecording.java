package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.error.ConfigurationException;
import io.otedama.error.JournalException;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.ConfigRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a start has to say to the journal it finds: whether it is its own, and which terms hold from here on. */
final class PayoutTermsRecording {
    private static final int MAX_RECORD_BYTES = 2_048;

    private PayoutTermsRecording() {}

    /**
     * @throws JournalException when the journal is of another pool or chain; says which
     */
    static void checkOrigin(Accounting books, String poolName, Network chain) {
        if (books.bootNumber() == 0) {
            return;
        }
        if (!books.genesis().equals(chain.genesis())) {
            String other = Network.ofGenesis(books.genesis())
                    .map(Network::name)
                    .orElse("the chain with block 0 " + books.genesis());
            throw new JournalException("the journal is of " + other + ", the node is on " + chain.name()
                    + ": give this pool a data directory of its own");
        }
        if (!books.poolName().equals(poolName)) {
            throw new JournalException("the journal is of pool \"" + books.poolName() + "\", this pool is \"" + poolName
                    + "\": give it a data directory of its own, or its old name");
        }
    }

    /** The record to write, or null when the terms are those that hold already. */
    static @Nullable ConfigRecord record(Accounting books, @Nullable PayoutTerms terms, Network chain, long nowMillis) {
        if (terms == null) {
            return null;
        }
        PayoutTerms wanted = canonical(terms, chain);
        if (books.terms().equals(Optional.of(wanted))) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(MAX_RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new ConfigRecord()
                .encode(
                        bytes,
                        nowMillis,
                        wanted.scheme(),
                        wanted.parameterText(),
                        wanted.feeBasisPoints(),
                        wanted.donationBasisPoints(),
                        wanted.donationAccount());
    }

    private static PayoutTerms canonical(PayoutTerms terms, Network chain) {
        if (terms.donationAccount().isEmpty()) {
            return terms;
        }
        try {
            String account = Address.parse(terms.donationAccount(), chain).canonical();
            return new PayoutTerms(
                    terms.scheme(), terms.parameters(), terms.feeBasisPoints(), terms.donationBasisPoints(), account);
        } catch (AddressException e) {
            throw new ConfigurationException(
                    "payout." + terms.scheme() + ".donation-to",
                    String.valueOf(e.getMessage()),
                    "Give an address of " + chain.name());
        }
    }
}
