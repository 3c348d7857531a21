package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Block 0 of the regtest networks, complete, as every node of them has it. */
final class Genesis {
    private static final int TIME = 1_296_688_602;
    private static final long SUBSIDY = 5_000_000_000L;
    private static final int OP_CHECKSIG = 0xac;
    private static final String BITCOIN_TEXT = "The Times 03/Jan/2009 Chancellor on brink of second bailout for banks";
    private static final String BITCOIN_KEY = "04678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb6"
            + "49f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5f";
    private static final String LITECOIN_TEXT = "NY Times 05/Oct/2011 Steve Jobs, Apple\u2019s Visionary, Dies at 56";
    private static final String LITECOIN_KEY = "040184710fa689ad5023690c80f3a49c8f13f8d45b8c857fbcbc8bc4a8e4d3eb4b"
            + "10f4d4604fa08dce601aaf0f470216fe1b51850b4acf21b179c45070ac7b03a9";

    private Genesis() {}

    /**
     * @throws IllegalArgumentException when the network is not one of the two regtests
     */
    static RegtestBlock of(Network network) {
        RegtestBlock block;
        if (network.equals(Network.BITCOIN_REGTEST)) {
            block = block(BITCOIN_TEXT, BITCOIN_KEY, 2);
        } else if (network.equals(Network.LITECOIN_REGTEST)) {
            block = block(LITECOIN_TEXT, LITECOIN_KEY, 0);
        } else {
            throw new IllegalArgumentException("no genesis block known for " + network.name());
        }
        if (!block.hash().equals(network.genesis())) {
            throw new IllegalStateException("genesis of " + network.name() + " came out as " + block.hash());
        }
        return block;
    }

    private static RegtestBlock block(String text, String key, int nonce) {
        byte[] script = new ByteWriter()
                .writeVarBytes(Hex.decode("ffff001d"))
                .writeVarBytes(new byte[] {4})
                .writeVarBytes(text.getBytes(StandardCharsets.UTF_8))
                .toBytes();
        byte[] output = new ByteWriter()
                .writeVarBytes(Hex.decode(key))
                .writeByte(OP_CHECKSIG)
                .toBytes();
        RegtestTransaction coinbase = new RegtestTransaction(
                1,
                List.of(new TxInput(OutPoint.NONE, script, TxInput.FINAL_SEQUENCE, List.of())),
                List.of(new TxOutput(SUBSIDY, output)),
                0);
        BlockHeader header = new BlockHeader(1, Hash256.ZERO, coinbase.txid(), TIME, Consensus.LIMIT_BITS, nonce);
        return new RegtestBlock(header, List.of(coinbase));
    }
}
