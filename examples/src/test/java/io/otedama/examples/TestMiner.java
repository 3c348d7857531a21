package io.otedama.examples;

import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.client.StratumClient;

/** A CPU miner on a connection of its own. */
final class TestMiner implements AutoCloseable {
    private final StratumClient client;
    private final CpuMiner miner;

    TestMiner(int port, ProofOfWork algorithm) {
        client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user("anybody.at-all")
                .proofOfWork(algorithm)
                .build();
        miner = CpuMiner.builder(client, algorithm).build();
    }

    void start() {
        miner.start();
        client.start();
    }

    long accepted() {
        return miner.counts().accepted();
    }

    @Override
    public void close() {
        miner.close();
        client.close();
    }
}
