package io.otedama.stratum.proxy;

import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Settings of an {@link EdgeProxy}. Immutable.
 *
 * @param listen where machines connect; port 0 takes a free one
 * @param upstreams in order of preference: a machine's channel goes to the first that takes it
 * @param algorithm that is mined
 * @param nominalHashrate hashes per second that the pool is told of each machine at first; its own vardiff does the rest
 * @param batch how long a share may wait for others to go out with it
 * @param maxMachines connections at one time
 */
public record ProxyConfig(
        InetSocketAddress listen,
        List<UpstreamAddress> upstreams,
        ProofOfWork algorithm,
        float nominalHashrate,
        Duration batch,
        int maxMachines) {
    public static final float DEFAULT_HASHRATE = 1e12f;
    public static final Duration DEFAULT_BATCH = Duration.ofMillis(20);
    public static final int DEFAULT_MACHINES = 4_096;

    private static final Duration MAX_BATCH = Duration.ofSeconds(1);

    /**
     * @throws ConfigurationException when a value makes no sense
     */
    public ProxyConfig {
        upstreams = List.copyOf(upstreams);
        require(!upstreams.isEmpty(), "upstream", "is missing", "Name at least one pool");
        boolean rate = Float.isFinite(nominalHashrate) && nominalHashrate > 0;
        require(rate, "hashrate", "is " + nominalHashrate, "Use hashes per second, more than 0");
        boolean wait = !batch.isNegative() && batch.compareTo(MAX_BATCH) <= 0;
        require(wait, "batch", "is " + batch.toMillis() + " ms", "Use 0 to " + MAX_BATCH.toMillis() + " ms");
        require(maxMachines >= 1, "maxMachines", "is " + maxMachines, "Use at least 1");
    }

    private static void require(boolean holds, String key, String is, String advice) {
        if (!holds) {
            throw new ConfigurationException("proxy." + key, is, advice);
        }
    }

    /** SHA-256d, a terahash per machine, batches of 20 ms. */
    public static ProxyConfig of(InetSocketAddress listen, List<UpstreamAddress> upstreams) {
        return new ProxyConfig(
                listen, upstreams, new Sha256dProofOfWork(), DEFAULT_HASHRATE, DEFAULT_BATCH, DEFAULT_MACHINES);
    }

    public ProxyConfig withAlgorithm(ProofOfWork pow, float hashesPerSecond) {
        return new ProxyConfig(listen, upstreams, pow, hashesPerSecond, batch, maxMachines);
    }

    public ProxyConfig withBatch(Duration wait) {
        return new ProxyConfig(listen, upstreams, algorithm, nominalHashrate, wait, maxMachines);
    }
}
