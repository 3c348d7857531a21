package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TxOutPoint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transaction of a {@link FakeWallet}, in an encoding of its own.
 *
 * <pre>
 *   inputs 4 | each: txid 32, index 4 | outputs 4 | each: amount 8, script length 2, script
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by txid
public record FakeTransaction(Hash256 txid, byte[] raw, List<TxOutPoint> inputs, List<PaymentOutput> outputs) {
    static FakeTransaction of(List<TxOutPoint> inputs, List<PaymentOutput> outputs) {
        int scripts = outputs.stream().mapToInt(o -> 10 + o.script().length).sum();
        ByteBuffer raw = ByteBuffer.allocate(8 + inputs.size() * 36 + scripts);
        raw.putInt(inputs.size());
        inputs.forEach(i -> raw.put(i.txid().toBytes()).putInt(i.index()));
        raw.putInt(outputs.size());
        outputs.forEach(
                o -> raw.putLong(o.amount()).putShort((short) o.script().length).put(o.script()));
        return new FakeTransaction(Sha256d.of(raw.array()), raw.array(), List.copyOf(inputs), List.copyOf(outputs));
    }

    /**
     * @throws IllegalArgumentException when these are no such bytes
     */
    static FakeTransaction parse(byte[] bytes) {
        try {
            ByteBuffer raw = ByteBuffer.wrap(bytes);
            List<TxOutPoint> inputs = new ArrayList<>();
            for (int i = raw.getInt(); i > 0; i--) {
                byte[] txid = new byte[Hash256.BYTES];
                raw.get(txid);
                inputs.add(new TxOutPoint(Hash256.ofInternal(txid), raw.getInt()));
            }
            List<PaymentOutput> outputs = new ArrayList<>();
            for (int i = raw.getInt(); i > 0; i--) {
                long amount = raw.getLong();
                byte[] script = new byte[raw.getShort()];
                raw.get(script);
                outputs.add(new PaymentOutput(script, amount));
            }
            return of(inputs, outputs);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("no transaction", e);
        }
    }

    /** The outputs that pay this script. */
    Map<TxOutPoint, Long> change(byte[] script) {
        Map<TxOutPoint, Long> change = new HashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (Arrays.equals(outputs.get(i).script(), script)) {
                change.put(new TxOutPoint(txid, i), outputs.get(i).amount());
            }
        }
        return change;
    }
}
