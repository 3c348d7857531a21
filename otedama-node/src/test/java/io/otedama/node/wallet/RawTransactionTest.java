package io.otedama.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.TemplateTransaction;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TxOutPoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawTransactionTest {
    /** A payment of Litecoin Core on regtest: two witness inputs, three outputs. */
    private static final String LITECOIN =
            "0200000000010201b05c30e34024abbb484a7dbdeceb0b35ced4229ccaabfa9fce74694a88e3f4"
                    + "0000000000ffffffff01b43c89b53710581a573927d3a4e4706931a0d598c55b016ef52f81d886753f0000000000ffffffff0380d1"
                    + "f008000000001600145813ecd78e6c700db4438d0ea17de510dd94800a00e2a7ca00000000160014da38bdf794014a30c986438a62"
                    + "a851ed3f1ac56118afeb0b000000001976a9147d082d154ce10441d72f9dc97cf7f8bdb3f6a02f88ac024730440220343802bb832a"
                    + "01e947dfb05676eb0ccc111afd690e9f788c08b343fb481154360220100efd3384e8e2a38db5f64cd6366ebca0dcc2b848b3bb6e4a"
                    + "ed02e431d45deb012102b2409afc17797bb545451eb8800e386d38e3af2b79814c9aac17547833aa1d0b02473044022069193f2a83"
                    + "754eece9e87655a3553d6e209c86cfdcb345c7cda8919926dc0fea02204c0d5c9e2ae723230a8046f80ede5054806f5f1c475e90dd"
                    + "614070d64a1e54e3012102b2409afc17797bb545451eb8800e386d38e3af2b79814c9aac17547833aa1d0b00000000";

    private static final String LITECOIN_TXID = "2e614cf5656f3929c75a182cb1f3918a17e75e7939e9024d0577ab1c963c5490";

    @Test
    void readsWhatLitecoinCoreSigned() {
        RawTransaction transaction = RawTransaction.parse(Hex.decode(LITECOIN));
        assertThat(transaction.txid()).hasToString(LITECOIN_TXID);
        assertThat(transaction.weight()).isEqualTo(968);
        assertThat(transaction.inputs().get(0))
                .hasToString("f4e3884a6974ce9ffaabca9c22d4ce350bebecbd7d4a48bbab2440e3305cb001:0");
        assertThat(transaction.outputs().get(2).amount()).isEqualTo(199_995_160);
        assertThat(transaction.outputValue()).isEqualTo(3_749_995_160L);
    }

    @Test
    void agreesWithTheChainsOwnReader() {
        RegtestChain chain = RegtestChain.builder().transactionsPerBlock(200).build();
        for (TemplateTransaction waiting : chain.template().transactions()) {
            RawTransaction transaction = RawTransaction.parse(waiting.data());
            assertThat(transaction.txid()).isEqualTo(waiting.txid());
            assertThat(transaction.weight()).isEqualTo((int) waiting.weight());
        }
    }

    @Test
    void readsWhatItWrites() {
        List<TxOutPoint> inputs = List.of(new TxOutPoint(Hash256.ZERO, -1), new TxOutPoint(Hash256.ZERO, 7));
        List<PaymentOutput> outputs = List.of(new PaymentOutput(new byte[300], 5_000_000_000L));
        RawTransaction read = RawTransaction.parse(RawTransaction.serialise(inputs, outputs));
        assertThat(read.inputs()).isEqualTo(inputs);
        assertThat(read.outputs()).isEqualTo(outputs);
    }

    @Test
    void refusesWhatEndsEarlyOrGoesOn() {
        byte[] whole = Hex.decode(LITECOIN);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RawTransaction.parse(part)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> RawTransaction.parse(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPartsOutsideTheBaseChain() {
        byte[] mweb = Hex.decode(LITECOIN);
        mweb[5] = 9;
        assertThatThrownBy(() -> RawTransaction.parse(mweb)).hasMessageContaining("MWEB");
    }
}
