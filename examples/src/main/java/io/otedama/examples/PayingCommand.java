package io.otedama.examples;

import io.otedama.OfflinePayouts;
import io.otedama.chain.Network;
import io.otedama.error.JournalException;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutRun;
import io.otedama.spi.LedgerStore;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.snapshot.FileLedgerStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that makes or ends payments of a pool that does not run. */
abstract class PayingCommand implements Callable<Integer> {
    /** Where results and messages go. */
    protected final CommandOutput output;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The directory that run or demo was given; that pool must not run now.")
    private Path data = Path.of("");

    @Option(
            names = "--wallet",
            paramLabel = "URL",
            description = {
                "The wallet that pays, http://user:password@host:port/wallet/NAME. A demo's needs none.",
                "Other users of this machine see a password given here; $${NAME} (quoted) reads it from the environment."
            })
    private @Nullable String wallet;

    @Option(
            names = "--passphrase",
            paramLabel = "TEXT",
            description = "Of an encrypted wallet; $${NAME} (quoted) reads it from the environment.")
    private @Nullable String passphrase;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Mixin
    private final PayoutOptions options = new PayoutOptions();

    private @Nullable StoppedDemo demo;

    /** For subclasses. */
    protected PayingCommand(CommandOutput output) {
        this.output = output;
    }

    @Override
    public final Integer call() {
        Problems problems = new Problems(key -> "--" + key);
        NodeEndpoint endpoint = endpoint(problems);
        String secret = expand("passphrase", passphrase, problems);
        problems.throwIfAny();
        boolean isDemo = endpoint == null;
        PaymentPolicy policy = options.policy(isDemo ? DemoChain.PAYMENTS : PaymentPolicy.defaults());
        try (FileJournal journal = FileJournal.open(DataDirectory.existingJournal(data), JournalConfig.defaults());
                ReplayProgress progress = new ReplayProgress(output, journal.durableSequence());
                LedgerStore snapshots = FileLedgerStore.open(DataDirectory.snapshots(data));
                OfflinePayouts payouts = OfflinePayouts.open(
                        journal,
                        snapshots,
                        network -> open(endpoint, network, policy, secret),
                        policy,
                        progress::show)) {
            if (payouts.paysInCoinbases() && DataDirectory.hasOpenBlocks(data)) {
                output.note("otedama-pool: " + DataDirectory.blocks(data)
                        + " holds a block that the journal may not know, and its"
                        + " coinbase may pay what is owed. Start the pool once, then try again");
                return ExitCode.FAILURE;
            }
            return pay(payouts.run());
        } catch (JournalException e) {
            output.note("otedama-pool: " + e.getMessage());
            return ExitCode.UNREADABLE;
        } finally {
            if (demo != null) {
                demo.close();
            }
        }
    }

    private @Nullable NodeEndpoint endpoint(Problems problems) {
        if (wallet == null && !StoppedDemo.isIn(data)) {
            var unused = DataDirectory.existingJournal(data);
            problems.add("wallet", "is missing", "Name the wallet that run was given");
        }
        String url = expand("wallet", wallet, problems);
        return url == null ? null : problems.attempt(key -> "wallet", () -> NodeEndpoint.parse(url));
    }

    private static @Nullable String expand(String key, @Nullable String text, Problems problems) {
        return text == null ? null : new EnvironmentText(System::getenv).expand(key, text, problems);
    }

    private CoreWallet open(
            @Nullable NodeEndpoint endpoint, Network network, PaymentPolicy policy, @Nullable String secret) {
        if (endpoint != null) {
            return new PayingWallet(endpoint, network, policy, secret == null ? null : secret::toCharArray).open();
        }
        StoppedDemo opened = StoppedDemo.open(data, network);
        demo = opened;
        return new PayingWallet(opened.endpoint(), network, policy).open();
    }

    /** True when the result is for machines. */
    protected final boolean isJson() {
        return json;
    }

    /** Does the work and returns the exit code. */
    protected abstract int pay(PayoutRun run);
}
