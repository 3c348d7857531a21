package io.otedama.node.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.regtest.RegtestTransaction;
import io.otedama.node.regtest.TxOutput;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import io.otedama.spi.WalletContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon whose chain lives in a directory, and a wallet adapter on it. */
final class RegtestDaemon implements WalletContract.Fixture {
    static final String PASSPHRASE = "correct horse";

    private final Path directory;
    private final String passphrase;
    private final AtomicInteger strangers = new AtomicInteger();
    private RegtestChain chain;
    private RegtestServer server;
    private CoreWallet wallet;

    /**
     * @param passphrase empty: not encrypted
     */
    RegtestDaemon(Path directory, String passphrase) {
        this.directory = directory;
        this.passphrase = passphrase;
        start();
        chain.mineBlocks(6);
    }

    private void start() {
        chain = RegtestChain.builder()
                .directory(directory)
                .coinbaseMaturity(2)
                .transactionsPerBlock(2)
                .walletPassphrase(passphrase)
                .build();
        server = RegtestServer.start(chain);
        wallet = builder().passphrase(passphrase::toCharArray).build();
    }

    CoreWalletBuilder builder() {
        return CoreWallet.builder()
                .endpoint(server.url())
                .network(Network.BITCOIN_REGTEST)
                .timeout(Duration.ofSeconds(2));
    }

    RegtestServer server() {
        return server;
    }

    RegtestChain chain() {
        return chain;
    }

    @Override
    public Wallet wallet() {
        return wallet;
    }

    @Override
    public byte[] stranger() {
        byte[] script = new byte[22];
        script[1] = 20;
        script[2] = 7;
        script[3] = (byte) strangers.incrementAndGet();
        return script;
    }

    @Override
    public void mine(int blocks) {
        chain.mineBlocks(blocks);
    }

    JsonNode call(String method, Object... params) {
        try (JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(server.url()), RpcLimits.DEFAULT)) {
            return client.call(method, params);
        }
    }

    @Override
    public Hash256 spendElsewhere(List<TxOutPoint> inputs) {
        byte[] raw = RawTransaction.serialise(inputs, List.of(new PaymentOutput(stranger(), 12_345_678)));
        if (!passphrase.isEmpty()) {
            call("walletpassphrase", passphrase, 5);
        }
        String signed = call("signrawtransactionwithwallet", Hex.encode(raw))
                .path("hex")
                .asText();
        return Hash256.ofDisplay(call("sendrawtransaction", signed).asText());
    }

    @Override
    public void restart() {
        close();
        start();
    }

    @Override
    public long received(byte[] script) {
        List<RegtestTransaction> all = new ArrayList<>();
        for (int height = 1; height <= chain.height(); height++) {
            chain.blockAt(height).map(RegtestBlock::transactions).ifPresent(all::addAll);
        }
        chain.template().transactions().forEach(waiting -> all.add(RegtestTransaction.parse(waiting.data())));
        return all.stream()
                .flatMap(transaction -> transaction.outputs().stream())
                .filter(output -> Arrays.equals(output.script(), script))
                .mapToLong(TxOutput::value)
                .sum();
    }

    @Override
    public void close() {
        wallet.close();
        server.close();
        chain.close();
    }
}
