package io.otedama.stratum.v2.message;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.common.ChannelEndpointChanged;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobToken;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.template.CoinbaseOutputConstraints;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.TransactionDataRequest;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the vectors say in words, as fields. */
final class VectorValues {
    static final Map<String, Consumer<FrameWriter>> BY_NAME = new HashMap<>();

    private static final Target DIFFICULTY_256 =
            Target.of(BigInteger.valueOf(0xffff).shiftLeft(200));
    private static final Hash256 COUNTING =
            Hash256.ofInternal(Hex.decode("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    private static final long NTIME = 1_700_000_000L;
    private static final long VERSION = 0x20000000L;

    static {
        setup();
        channels();
        jobs();
        shares();
        others();
    }

    private VectorValues() {}

    private static byte[] hex(String text) {
        return Hex.decode(text);
    }

    private static void setup() {
        BY_NAME.put(
                "SetupConnection",
                out -> SetupConnection.encode(
                        out,
                        Protocol.MINING,
                        Protocol.VERSION,
                        Protocol.VERSION,
                        SetupFlags.REQUIRES_STANDARD_JOBS | SetupFlags.REQUIRES_VERSION_ROLLING,
                        "pool.test",
                        34254,
                        "Otedama",
                        "t1",
                        "f1",
                        "d1"));
        BY_NAME.put(
                "SetupConnection.Success",
                out -> SetupConnectionSuccess.encode(out, 2, SetupFlags.REQUIRES_EXTENDED_CHANNELS));
        BY_NAME.put(
                "SetupConnection.Error",
                out -> SetupConnectionError.encode(
                        out, SetupFlags.REQUIRES_VERSION_ROLLING, ErrorCodes.UNSUPPORTED_FEATURE_FLAGS));
        BY_NAME.put("ChannelEndpointChanged", out -> ChannelEndpointChanged.encode(out, 7));
        BY_NAME.put("Reconnect", out -> Reconnect.encode(out, "", 0));
    }

    private static void channels() {
        BY_NAME.put(
                "OpenStandardMiningChannel", out -> OpenStandardMiningChannel.encode(out, 1, "u.w", 1e12f, Target.MAX));
        BY_NAME.put(
                "OpenStandardMiningChannel.Success",
                out -> OpenStandardMiningChannelSuccess.encode(
                        out, 1, 2, Target.DIFFICULTY_1, hex("0000000000000001"), 1));
        BY_NAME.put(
                "OpenExtendedMiningChannel",
                out -> OpenExtendedMiningChannel.encode(out, 1, "u.w", 1e12f, Target.MAX, 8));
        BY_NAME.put(
                "OpenExtendedMiningChannel.Success",
                out -> OpenExtendedMiningChannelSuccess.encode(out, 1, 2, Target.DIFFICULTY_1, 8, hex("01020304"), 1));
        BY_NAME.put("OpenMiningChannel.Error", out -> OpenMiningChannelError.encode(out, 1, ErrorCodes.UNKNOWN_USER));
        BY_NAME.put("UpdateChannel", out -> UpdateChannel.encode(out, 2, 5e11f, Target.MAX));
        BY_NAME.put("CloseChannel", out -> CloseChannel.encode(out, 2, "bye"));
        BY_NAME.put("SetExtranoncePrefix", out -> SetExtranoncePrefix.encode(out, 2, hex("0a0b")));
        BY_NAME.put("SetGroupChannel", out -> SetGroupChannel.encode(out, 1, new long[] {2, 3}));
    }

    private static void jobs() {
        BY_NAME.put("NewMiningJob", out -> NewMiningJob.encode(out, 2, 9, MessageView.ABSENT, VERSION, COUNTING));
        BY_NAME.put("NewMiningJob 10", out -> NewMiningJob.encode(out, 2, 10, NTIME, VERSION, COUNTING));
        BY_NAME.put(
                "NewExtendedMiningJob",
                out -> NewExtendedMiningJob.encode(
                        out, 1, 3, MessageView.ABSENT, VERSION, true, List.of(COUNTING), hex("aabb"), hex("cc")));
        BY_NAME.put("SetNewPrevHash", out -> SetNewPrevHash.encode(out, 1, 3, COUNTING, NTIME, 0x1d00ffff));
        BY_NAME.put("SetTarget", out -> SetTarget.encode(out, 2, DIFFICULTY_256));
    }

    private static void shares() {
        int nonce = 0xdeadbeef; // as an int, negative
        BY_NAME.put(
                "SubmitSharesStandard",
                out -> SubmitSharesStandard.encode(out, 2, 0, 9, nonce, NTIME + 1, VERSION | 0x20));
        BY_NAME.put(
                "SubmitSharesExtended",
                out -> SubmitSharesExtended.encode(
                        out, 2, 0, 9, nonce, NTIME + 1, VERSION | 0x20, hex("0001020304050607")));
        BY_NAME.put("SubmitShares.Success", out -> SubmitSharesSuccess.encode(out, 2, 9, 10, 10240));
        BY_NAME.put("SubmitShares.Error", out -> SubmitSharesError.encode(out, 2, 3, ErrorCodes.STALE_SHARE));
    }

    private static void others() {
        BY_NAME.put("AllocateMiningJobToken", out -> AllocateMiningJobToken.encode(out, "u", 5));
        BY_NAME.put("CoinbaseOutputConstraints", out -> CoinbaseOutputConstraints.encode(out, 100, 400));
        BY_NAME.put("RequestTransactionData", out -> TransactionDataRequest.encode(out, 1));
    }

    /** The payload vectors, by message type. */
    static void payload(int messageType, FrameWriter out) {
        switch (messageType) {
            case SetupConnection.TYPE ->
                SetupConnection.encode(
                        out,
                        Protocol.TEMPLATE_DISTRIBUTION,
                        2,
                        2,
                        1,
                        "0.0.0.0",
                        8545,
                        "Bitmain",
                        "S9i 13.5",
                        "braiins-os-2018-09-22-1-hash",
                        "some-device-uuid");
            case SetupConnectionSuccess.TYPE -> SetupConnectionSuccess.encode(out, 2, 3);
            case SetupConnectionError.TYPE -> SetupConnectionError.encode(out, 0, ErrorCodes.PROTOCOL_VERSION_MISMATCH);
            case NewTemplate.TYPE -> newTemplate(out);
            case io.otedama.stratum.v2.message.template.SetNewPrevHash.TYPE ->
                io.otedama.stratum.v2.message.template.SetNewPrevHash.encode(
                        out,
                        2,
                        Hash256.ofInternal(hex("e59a2ef8d4826b89fe637f3b5322c0f167fd2d3dc88ec568a7c2c8ffd8eb8873")),
                        1_661_877_399,
                        0x037fffff,
                        Target.of(BigInteger.valueOf(0x7fffff)));
            default -> throw new AssertionError("no values for " + messageType);
        }
    }

    private static void newTemplate(FrameWriter out) {
        NewTemplate.encode(
                out,
                1,
                false,
                0x30000000,
                2,
                hex("03012100"),
                0xffffffff,
                2_100_000_000_000_000L,
                1,
                hex("0100000000000000036a012a"),
                903_387,
                List.of(Hash256.ofInternal(hex("1a6240823de4c8d6aaf826851bdf2b0e8d5acf7c31e8578cff4c394b5a32bd4e"))));
    }
}
