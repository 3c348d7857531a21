package io.otedama.stratum.template;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Templates whose hashes are computed here, from transactions written by hand. */
public final class SampleTemplates {
    private static final String OUTPOINT = "11".repeat(32) + "00000000";
    private static final String OUTPUTS = "01" + "e803000000000000" + "01" + "51";

    private SampleTemplates() {}

    /** With a witness of one stack of two items. */
    public static TemplateTransaction segwit(int salt) {
        String body = "01" + OUTPOINT + "00" + "ffffffff" + OUTPUTS;
        String lockTime = Hex.encode(new byte[] {(byte) salt, 0, 0, 0});
        byte[] stripped = Hex.decode("02000000" + body + lockTime);
        byte[] whole = Hex.decode("02000000" + "0001" + body + "02" + "03aabbcc" + "00" + lockTime);
        return new TemplateTransaction(
                whole, Sha256d.of(stripped), Sha256d.of(whole), 0, 3L * stripped.length + whole.length);
    }

    /** Without a witness. */
    public static TemplateTransaction legacy(int salt) {
        byte[] whole = Hex.decode("01000000" + "01" + OUTPOINT + "0151" + "feffffff" + OUTPUTS
                + Hex.encode(new byte[] {(byte) salt, 0, 0, 0}));
        return new TemplateTransaction(whole, Sha256d.of(whole), Sha256d.of(whole), 0, 4L * whole.length);
    }

    /** A template on a block that {@code salt} tells from others at that height. */
    public static BlockTemplate on(int height, int salt, TemplateTransaction... transactions) {
        byte[] previous = new byte[Hash256.BYTES];
        previous[0] = (byte) salt;
        previous[1] = (byte) height;
        return BlockTemplate.builder()
                .height(height)
                .previousBlock(Hash256.ofInternal(previous))
                .bits(0x207fffff)
                .minTime(1_700_000_000)
                .curTime(1_700_000_000)
                .coinbaseValue(5_000_000_000L)
                .transactions(List.of(transactions))
                .witnessCommitment(commitment(List.of(transactions)))
                .build();
    }

    static byte[] commitment(List<TemplateTransaction> transactions) {
        List<Hash256> leaves = new ArrayList<>(List.of(Hash256.ZERO));
        transactions.forEach(tx -> leaves.add(tx.wtxid()));
        byte[] message = Arrays.copyOf(MerkleTree.root(leaves).toBytes(), 64);
        return Hex.decode("6a24aa21a9ed" + Hex.encode(Sha256d.of(message).toBytes()));
    }

    /** A block of the template with a coinbase of its own; no work is in it. */
    static byte[] block(BlockTemplate template, int nonce) {
        byte[] coinbase = coinbase(template);
        Hash256 root = MerkleTree.fold(
                RawTransaction.parse(coinbase, 0).txid(new Sha256d()),
                MerkleTree.coinbaseBranch(template.transactions().stream()
                        .map(TemplateTransaction::txid)
                        .toList()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new BlockHeader(
                        template.version(),
                        template.previousBlock(),
                        root,
                        (int) template.curTime(),
                        template.bits(),
                        nonce)
                .toBytes());
        out.write(template.transactions().size() + 1);
        out.writeBytes(coinbase);
        template.transactions().forEach(tx -> out.writeBytes(tx.data()));
        return out.toByteArray();
    }

    static byte[] coinbase(BlockTemplate template) {
        byte[] commitment = template.witnessCommitment();
        String script = Hex.encode(new byte[] {2, (byte) template.height(), (byte) (template.height() >> 8)});
        String outputs = commitment == null
                ? OUTPUTS
                : "02" + OUTPUTS.substring(2) + "0000000000000000" + "26" + Hex.encode(commitment);
        return Hex.decode("02000000" + "0001" + "01" + "00".repeat(32) + "ffffffff" + "03" + script + "feffffff"
                + outputs + "01" + "20" + "00".repeat(32) + "00000000");
    }
}
