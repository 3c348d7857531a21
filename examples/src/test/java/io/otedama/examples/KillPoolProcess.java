package io.otedama.examples;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.ledger.BlockBook;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutRun;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.WatchedDisk;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Pool, chain and payments in one process, to be killed. Arguments: the directory, then the point to stop at and which time,
 * or {@code settle}, which mines empty blocks until nobody is owed anything.
 */
final class KillPoolProcess {
    static final Network NETWORK = Network.BITCOIN_REGTEST;
    static final int MATURITY = 3;
    static final long THRESHOLD = 100_000;

    /** One hash in about 65,000. */
    private static final int BITS = 0x1f00ffff;

    private static final long PAUSE_NS = 50_000_000;
    private static final PaymentPolicy POLICY = PaymentPolicy.defaults()
            .withThreshold(THRESHOLD)
            .withSchedule(Duration.ZERO, Duration.ofMillis(20))
            .withConfirmations(2);

    private KillPoolProcess() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        boolean settles = args[1].equals("settle");
        KillTrap trap = new KillTrap(args[1], settles ? 0 : Integer.parseInt(args[2]));
        RegtestChain chain = chain(data);
        RegtestServer node = RegtestServer.start(chain);
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .sv2(Sv2Config.of(AuthorityKeyPair.generate(new SecureRandom())))
                .build());
        Pool pool = pool(data, node, stratum, trap);
        pool.start();
        System.out.println(
                "stratum: listening on 127.0.0.1:" + stratum.localAddress().getPort());
        if (settles) {
            settle(chain, pool);
            pool.close();
            node.close();
            chain.close();
            System.out.println("settled");
        } else {
            pool.termination().join();
        }
    }

    private static Pool pool(Path data, RegtestServer node, StratumServer stratum, KillTrap trap) throws Exception {
        String address = new LitecoinRpc(node.endpoint(), node.user(), node.password())
                .call("getnewaddress")
                .textValue();
        FileJournal journal = WatchedDisk.openJournal(DataDirectory.journal(data), JournalConfig.defaults(), trap::at);
        CoreWallet wallet =
                CoreWallet.builder().endpoint(node.url()).network(NETWORK).build();
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(address)
                .frontEnd(stratum)
                .fixedDifficulty(Difficulty.of("0.0000001"))
                .maturity(MATURITY + 1)
                .dataDirectory(data)
                .journal(trap.watch(journal))
                .payout(PayoutTerms.parse("pplns:fee=100"))
                .payments(trap.watch(wallet), POLICY)
                .build();
    }

    static RegtestChain chain(Path data) {
        return RegtestChain.builder()
                .network(NETWORK)
                .bits(BITS)
                .coinbaseMaturity(MATURITY)
                .directory(DataDirectory.chain(data))
                .build();
    }

    /** Blocks of nobody, one after the other, so that what is immature becomes owed and what is owed is paid for good. */
    private static void settle(RegtestChain chain, Pool pool) {
        PayoutRun payouts = pool.payouts().orElseThrow();
        boolean settled = false;
        while (!settled) {
            chain.mineBlock();
            LockSupport.parkNanos(PAUSE_NS);
            boolean paid = payouts.runNow().join().openPayments() == 0
                    && payouts.plan().isEmpty();
            settled = paid && pool.snapshot().blocks().stream().allMatch(block -> isFinal(chain, block));
        }
    }

    /** A block that nobody has seen in the chain for long enough is only found. */
    private static boolean isFinal(RegtestChain chain, BlockBook.Entry block) {
        boolean inChain = chain.blockAt(block.height())
                .filter(there -> there.hash().equals(block.hash()))
                .isPresent();
        return inChain ? block.status() == Status.MATURE : block.status() != Status.IN_CHAIN;
    }
}
