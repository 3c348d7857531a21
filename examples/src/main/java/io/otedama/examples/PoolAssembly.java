package io.otedama.examples;

import io.otedama.Pool;
import io.otedama.PoolBuilder;
import io.otedama.examples.PoolSettings.ShareDifficulty;
import io.otedama.node.CoreNode;
import io.otedama.security.AddressRange;
import io.otedama.session.PoissonVardiff;
import io.otedama.spi.CoinNode;
import io.otedama.storage.guard.FileGuardStore;
import io.otedama.storage.jdbc.SqliteStore;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.snapshot.FileLedgerStore;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumPort;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.template.TemplateProviderNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings turned into a pool and its server for miners. The pool owns both.
 *
 * @param server of the pool, to learn the ports in use
 * @param further ports beside the first, as they were wished
 * @param sv2 what was wished, null for Stratum V1 alone
 * @param http its face to people and their tools
 */
record PoolAssembly(
        Pool pool,
        StratumServer server,
        List<StratumPort> further,
        @Nullable Sv2Port sv2,
        HttpDoor http) {

    /**
     * @throws io.otedama.error.ConfigurationException with every mistake; nothing is left open
     * @throws io.otedama.error.JournalException when the journal is in use, damaged, or its disk fails
     */
    static PoolAssembly of(PoolSettings settings) {
        FileJournal journal = journal(settings);
        try {
            return of(settings, journal);
        } catch (RuntimeException e) {
            if (journal != null) {
                journal.close();
            }
            throw e;
        }
    }

    private static @Nullable FileJournal journal(PoolSettings settings) {
        return settings.data() == null
                ? null
                : FileJournal.open(
                        DataDirectory.journal(settings.data()),
                        JournalConfig.defaults().withDurability(settings.durability()));
    }

    private static PoolAssembly of(PoolSettings settings, @Nullable FileJournal journal) {
        CoreNode core = NodeReader.builder(settings.nodes(), settings.zmq()).build();
        CoinNode source = settings.templateProvider() == null
                ? core
                : new TemplateProviderNode(core, settings.templateProvider());
        CoinNode node = settings.algorithm() == null ? source : new AlgorithmGuard(source, settings.algorithm());
        StratumServer server = server(settings);
        PoolBuilder builder = Pool.builder()
                .node(node)
                .frontEnd(server)
                .payoutAddress(settings.address())
                .coinbaseTag(settings.coinbaseTag())
                .startTimeout(settings.startTimeout())
                .pipeline(settings.pipeline())
                .maturity(settings.maturity())
                .guard(settings.guard())
                .listener(new EventLog());
        configure(builder, settings, journal);
        HttpDoor http = new HttpDoor(settings);
        if (http.metrics() != null) {
            builder.metrics(http.metrics());
        }
        try {
            return new PoolAssembly(builder.build(), server, settings.ports().further(), settings.sv2(), http);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static StratumServer server(PoolSettings settings) {
        List<StratumPort> ports = new ArrayList<>();
        ports.add(StratumPort.of(settings.listen()));
        ports.addAll(settings.ports().further());
        StratumConfig.Builder config = StratumConfig.builder()
                .ports(ports)
                .proxies(settings.ports().proxies())
                .limits(settings.limits())
                .exemptNetworks(settings.guard().exempt().stream()
                        .map(AddressRange::toString)
                        .toList());
        if (settings.ports().tls() != null) {
            config.tls(settings.ports().tls());
        }
        if (settings.sv2() != null) {
            config.sv2(settings.sv2().open(settings.listen()));
        }
        return new StratumServer(config.build());
    }

    private static void configure(PoolBuilder builder, PoolSettings settings, @Nullable FileJournal journal) {
        ShareDifficulty difficulty = settings.difficulty();
        if (difficulty.fixed() != null) {
            builder.fixedDifficulty(difficulty.fixed());
        } else {
            builder.vardiff(new PoissonVardiff(difficulty.vardiff()));
        }
        builder.difficultyBounds(difficulty.min(), difficulty.max());
        if (settings.algorithm() != null) {
            builder.algorithm(settings.algorithm());
        }
        if (settings.payout() != null) {
            builder.payout(settings.payout());
        }
        if (settings.wallet() != null) {
            builder.payments(settings.wallet().open(), settings.wallet().policy());
        }
        if (journal != null) {
            builder.journal(journal);
        }
        if (settings.data() != null) {
            builder.dataDirectory(settings.data())
                    .guardStore(FileGuardStore.open(DataDirectory.guard(settings.data())))
                    .ledgerStore(FileLedgerStore.open(DataDirectory.snapshots(settings.data())))
                    .store(SqliteStore.at(DataDirectory.store(settings.data())));
        }
    }
}
