package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.OfflinePayouts;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.JournalException;
import io.otedama.payment.PaymentPolicy;
import io.otedama.spi.BootRecord;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.PoolClock;
import io.otedama.storage.journal.FaultyDisk.Fault;
import io.otedama.testkit.FakeAddresses;
import io.otedama.testkit.FakeWallet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk of the journal fails at its n-th operation while miners are paid, for every n: the chain has paid what the books say. */
@Timeout(120)
class PaymentPowerLossIT {
    private static final Network NETWORK = Network.BITCOIN_REGTEST;
    private static final int MINERS = 3;
    private static final int LIVES = 8;
    private static final PaymentPolicy POLICY =
            PaymentPolicy.defaults().withThreshold(10_000).withConfirmations(2).withMaxOutputs(2);

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everybodyIsPaidOnceWhicheverOperationFails(Fault fault) {
        int n = 0;
        boolean fired = true;
        while (fired) {
            n++;
            FaultyDisk disk = new FaultyDisk(new Random(n));
            FakeWallet wallet = new FakeWallet();
            wallet.fund(1_000_000);
            wallet.fund(1_000_000);
            oweEverybody(disk);
            disk.failAt(n, fault);
            for (int life = 0; life < LIVES; life++) {
                live(disk, wallet);
            }
            fired = disk.fired();
            live(disk, wallet); // once without any fault
            check(disk, wallet, fault + " at operation " + n);
        }
        assertThat(n).as("operations while everybody is paid").isGreaterThan(20);
    }

    private static void oweEverybody(FaultyDisk disk) {
        try (FileJournal journal = disk.openJournal(JournalWorkload.SMALL, PoolClock.system())) {
            ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            journal.append(new BootRecord().encode(bytes, 0, 1, NETWORK.genesis(), "pool"));
            for (int miner = 1; miner <= MINERS; miner++) {
                journal.append(new CorrectionRecord()
                        .encode(bytes, 0, 10_000L * miner, "pool:fee", FakeAddresses.of(miner), "test"));
            }
            journal.flush();
        }
    }

    /** One run, and the blocks after it; whatever breaks, the next life begins. */
    private static void live(FaultyDisk disk, FakeWallet wallet) {
        try (OfflinePayouts payouts = OfflinePayouts.open(
                disk.openJournal(JournalWorkload.SMALL, PoolClock.system()),
                null,
                network -> wallet,
                POLICY,
                s -> {})) {
            payouts.run().runNow().join();
        } catch (JournalDamagedException e) {
            throw e;
        } catch (JournalException e) {
            assertThat(disk.fired()).as(String.valueOf(e.getMessage())).isTrue();
        }
        wallet.mine(2);
        if (disk.isOff()) {
            disk.powerLoss();
        } else if (disk.fired()) {
            disk.kill(); // what a failed start may have left locked
        }
    }

    private static void check(FaultyDisk disk, FakeWallet wallet, String where) {
        try (JournalReader journal = disk.openReader()) {
            OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
            for (int miner = 1; miner <= MINERS; miner++) {
                String account = FakeAddresses.of(miner);
                long received = wallet.received(Address.parse(account, NETWORK).script());
                Balance balance = books.balance(account).orElseThrow();
                assertThat(received).as(where).isEqualTo(10_000L * miner);
                assertThat(balance).as(where).isEqualTo(new Balance(account, true, 0, 0, 0, received));
            }
            assertThat(books.payments()).as(where).isEmpty();
        }
    }
}
