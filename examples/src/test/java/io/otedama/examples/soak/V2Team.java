package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.examples.V2StepMiner;
import io.otedama.examples.V2StepMiner.Kind;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stratum V2 miners beside the swarm, each on a thread of its own: every kind of channel, encrypted and not. */
final class V2Team {
    private static final long PATIENCE_S = 60;

    private final Map<String, Set<Hash256>> acknowledged = new TreeMap<>();
    private final List<CompletableFuture<Void>> miners = new ArrayList<>();
    private volatile boolean ending;

    /** They mine from now on. */
    void start(int port, AuthorityKey authority) {
        for (Kind kind : List.of(Kind.STANDARD, Kind.EXTENDED, Kind.GROUP)) {
            add(port, authority, kind, "v2-noise." + kind);
            add(port, null, kind, "v2-plain." + kind);
        }
    }

    private void add(int port, @Nullable AuthorityKey authority, Kind kind, String name) {
        Set<Hash256> own = ConcurrentHashMap.newKeySet();
        acknowledged.put(name, own);
        miners.add(CompletableFuture.runAsync(
                () -> {
                    try (V2StepMiner miner = new V2StepMiner(port, authority, new Sha256dProofOfWork(), kind, name)) {
                        miner.mineShares(own, () -> ending);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, name).start()));
    }

    /** Ends them; whatever they have sent has been answered then. */
    void settle() throws Exception {
        ending = true;
        for (CompletableFuture<Void> miner : miners) {
            miner.get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    /** Each was credited what it was told, no more and no less. */
    void check(Audit audit) {
        acknowledged.forEach((name, headers) -> {
            assertThat(headers).as(name).isNotEmpty();
            audit.checkShares(name, headers.size());
        });
    }
}
