package io.otedama.stratum.v2.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJob;
import io.otedama.stratum.v2.message.declaration.ProvideMissingTransactionsSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.template.NewTemplate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ends of lengths, counts and options. */
class MessageLimitsTest {
    private static final byte[] NONE = {};

    private final FrameWriter out = new FrameWriter();

    private static List<Hash256> hashes(int count) {
        return Collections.nCopies(count, Hash256.ZERO);
    }

    private <M extends MessageView> M read(M view) throws MalformedMessageException {
        view.wrap(out.array(), FrameHeader.BYTES, out.length() - FrameHeader.BYTES);
        assertThat(view.trailingLength()).isZero();
        out.reset();
        return view;
    }

    private static void malformed(MessageView view, String payload, String... words) {
        byte[] bytes = Hex.decode(payload);
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> view.wrap(bytes, 0, bytes.length))
                .satisfies(error -> assertThat(error.getMessage()).contains(words));
    }

    @Test
    void anExtranoncePrefixHasUpTo32Bytes() throws MalformedMessageException {
        SetExtranoncePrefix view = new SetExtranoncePrefix();
        SetExtranoncePrefix.encode(out, 1, new byte[32]);
        assertThat(read(view).extranoncePrefixLength()).isEqualTo(32);
        SetExtranoncePrefix.encode(out, 1, NONE);
        assertThat(read(view).extranoncePrefix()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> SetExtranoncePrefix.encode(out, 1, new byte[33]));
        malformed(
                view, "01000000" + "21" + "00".repeat(33), "SetExtranoncePrefix.extranonce_prefix", "at most 32", "33");
    }

    @Test
    void aMerklePathHasUpTo255Nodes() throws MalformedMessageException {
        NewExtendedMiningJob view = new NewExtendedMiningJob();
        NewExtendedMiningJob.encode(out, 1, 2, 3, 4, false, hashes(255), new byte[65_535], NONE);
        assertThat(read(view).merklePathNodeCount()).isEqualTo(255);
        assertThat(view.coinbaseTxPrefixLength()).isEqualTo(65_535);
        assertThat(view.coinbaseTxSuffix()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewExtendedMiningJob.encode(out, 1, 2, 3, 4, false, hashes(256), NONE, NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NewExtendedMiningJob.encode(out, 1, 2, 3, 4, false, hashes(0), NONE, new byte[65_536]));
    }

    @Test
    void longSequencesHaveUpTo65535Elements() throws MalformedMessageException {
        SetGroupChannel.encode(out, 1, new long[65_535]);
        assertThat(read(new SetGroupChannel()).channelIdCount()).isEqualTo(65_535);
        assertThatIllegalArgumentException().isThrownBy(() -> SetGroupChannel.encode(out, 1, new long[65_536]));

        DeclareMiningJob.encode(out, 1, new byte[255], 1, NONE, NONE, hashes(65_535), NONE);
        DeclareMiningJob view = read(new DeclareMiningJob());
        assertThat(view.wtxidCount()).isEqualTo(65_535);
        assertThat(view.wtxid(65_534)).isEqualTo(Hash256.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeclareMiningJob.encode(out, 1, new byte[256], 1, NONE, NONE, hashes(0), NONE));
    }

    @Test
    void manyTransactionsThatAreClaimedAndNotThereAreMalformed() throws MalformedMessageException {
        ProvideMissingTransactionsSuccess view = new ProvideMissingTransactionsSuccess();
        ProvideMissingTransactionsSuccess.encode(out, 1, Collections.nCopies(65_535, NONE));
        assertThat(read(view).transactionCount()).isEqualTo(65_535);
        malformed(view, "01000000" + "ffff" + "000000", "transaction_list");
        malformed(view, "01000000" + "0100" + "ffffff" + "00", "transaction_list", "16777215 bytes");
    }

    @Test
    void aCoinbasePrefixHasUpTo8Bytes() throws MalformedMessageException {
        NewTemplate view = new NewTemplate();
        NewTemplate.encode(out, 1, true, 2, 3, new byte[8], 4, 5, 6, NONE, 7, hashes(0));
        assertThat(read(view).coinbasePrefixLength()).isEqualTo(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewTemplate.encode(out, 1, true, 2, 3, new byte[9], 4, 5, 6, NONE, 7, hashes(0)));
        malformed(view, "00".repeat(17) + "09" + "00".repeat(60), "NewTemplate.coinbase_prefix", "at most 8");
    }

    @Test
    void anOptionIsZeroOrOne() throws MalformedMessageException {
        NewMiningJob view = new NewMiningJob();
        NewMiningJob.encode(out, 1, 2, 0, 4, Hash256.ZERO);
        assertThat(read(view).isFuture()).isFalse();
        NewMiningJob.encode(out, 1, 2, MessageView.ABSENT, 4, Hash256.ZERO);
        assertThat(read(view).isFuture()).isTrue();
        malformed(view, "00".repeat(8) + "02" + "00".repeat(60), "NewMiningJob.min_ntime", "found 2");
    }

    @Test
    void aTextIsReadFitForALog() throws MalformedMessageException {
        SetupConnectionError view = new SetupConnectionError();
        byte[] payload = Hex.decode("00000000" + "03" + "610a62");
        view.wrap(payload, 0, payload.length);
        assertThat(view.errorCode()).isEqualTo("a\uFFFDb");
    }

    @Test
    void unknownTypesAndWrongChannelBitsAreRefused() throws FrameException {
        assertThat(MessageType.require(0x8000, 0x1a)).isEqualTo(MessageType.SUBMIT_SHARES_STANDARD);
        assertThat(MessageType.find(0x0000, 0x1a)).isEqualTo(MessageType.SUBMIT_SHARES_STANDARD);
        assertThat(MessageType.find(0x0001, 0x02)).isEqualTo(MessageType.REQUEST_EXTENSIONS_ERROR);
        assertThat(MessageType.find(0x8000, 0x1e)).isNull();
        assertThat(MessageType.find(0x7fff, 0x01)).isNull();
        assertThat(MessageType.RECONNECT.belongsTo(Protocol.JOB_DECLARATION)).isTrue();
        assertThat(MessageType.SET_TARGET.belongsTo(Protocol.MINING)).isTrue();
        assertThat(MessageType.SET_TARGET.belongsTo(Protocol.TEMPLATE_DISTRIBUTION))
                .isFalse();
        assertThatExceptionOfType(FrameException.class).isThrownBy(() -> MessageType.require(0, 0x1a));
        assertThatExceptionOfType(FrameException.class).isThrownBy(() -> MessageType.require(0x8000, 0x25));
        assertThatExceptionOfType(FrameException.class)
                .isThrownBy(() -> MessageType.require(0x8000, 0x1e))
                .withMessageContaining("0x1e");
    }
}
