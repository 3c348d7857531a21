package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import org.jspecify.annotations.Nullable;

/** Every message that is known here: where it belongs and how its frame must look. */
public enum MessageType {
    SETUP_CONNECTION(FrameHeader.CORE, 0x00, false, -1, "SetupConnection"),
    SETUP_CONNECTION_SUCCESS(FrameHeader.CORE, 0x01, false, -1, "SetupConnection.Success"),
    SETUP_CONNECTION_ERROR(FrameHeader.CORE, 0x02, false, -1, "SetupConnection.Error"),
    CHANNEL_ENDPOINT_CHANGED(FrameHeader.CORE, 0x03, true, -1, "ChannelEndpointChanged"),
    RECONNECT(FrameHeader.CORE, 0x04, false, -1, "Reconnect"),
    OPEN_STANDARD_MINING_CHANNEL(FrameHeader.CORE, 0x10, false, Protocol.MINING, "OpenStandardMiningChannel"),
    OPEN_STANDARD_MINING_CHANNEL_SUCCESS(
            FrameHeader.CORE, 0x11, false, Protocol.MINING, "OpenStandardMiningChannel.Success"),
    OPEN_MINING_CHANNEL_ERROR(FrameHeader.CORE, 0x12, false, Protocol.MINING, "OpenMiningChannel.Error"),
    OPEN_EXTENDED_MINING_CHANNEL(FrameHeader.CORE, 0x13, false, Protocol.MINING, "OpenExtendedMiningChannel"),
    OPEN_EXTENDED_MINING_CHANNEL_SUCCESS(
            FrameHeader.CORE, 0x14, false, Protocol.MINING, "OpenExtendedMiningChannel.Success"),
    NEW_MINING_JOB(FrameHeader.CORE, 0x15, true, Protocol.MINING, "NewMiningJob"),
    UPDATE_CHANNEL(FrameHeader.CORE, 0x16, true, Protocol.MINING, "UpdateChannel"),
    UPDATE_CHANNEL_ERROR(FrameHeader.CORE, 0x17, true, Protocol.MINING, "UpdateChannel.Error"),
    CLOSE_CHANNEL(FrameHeader.CORE, 0x18, true, Protocol.MINING, "CloseChannel"),
    SET_EXTRANONCE_PREFIX(FrameHeader.CORE, 0x19, true, Protocol.MINING, "SetExtranoncePrefix"),
    SUBMIT_SHARES_STANDARD(FrameHeader.CORE, 0x1a, true, Protocol.MINING, "SubmitSharesStandard"),
    SUBMIT_SHARES_EXTENDED(FrameHeader.CORE, 0x1b, true, Protocol.MINING, "SubmitSharesExtended"),
    SUBMIT_SHARES_SUCCESS(FrameHeader.CORE, 0x1c, true, Protocol.MINING, "SubmitShares.Success"),
    SUBMIT_SHARES_ERROR(FrameHeader.CORE, 0x1d, true, Protocol.MINING, "SubmitShares.Error"),
    NEW_EXTENDED_MINING_JOB(FrameHeader.CORE, 0x1f, true, Protocol.MINING, "NewExtendedMiningJob"),
    SET_NEW_PREV_HASH(FrameHeader.CORE, 0x20, true, Protocol.MINING, "SetNewPrevHash"),
    SET_TARGET(FrameHeader.CORE, 0x21, true, Protocol.MINING, "SetTarget"),
    SET_CUSTOM_MINING_JOB(FrameHeader.CORE, 0x22, true, Protocol.MINING, "SetCustomMiningJob"),
    SET_CUSTOM_MINING_JOB_SUCCESS(FrameHeader.CORE, 0x23, true, Protocol.MINING, "SetCustomMiningJob.Success"),
    SET_CUSTOM_MINING_JOB_ERROR(FrameHeader.CORE, 0x24, true, Protocol.MINING, "SetCustomMiningJob.Error"),
    SET_GROUP_CHANNEL(FrameHeader.CORE, 0x25, false, Protocol.MINING, "SetGroupChannel"),
    ALLOCATE_MINING_JOB_TOKEN(FrameHeader.CORE, 0x50, false, Protocol.JOB_DECLARATION, "AllocateMiningJobToken"),
    ALLOCATE_MINING_JOB_TOKEN_SUCCESS(
            FrameHeader.CORE, 0x51, false, Protocol.JOB_DECLARATION, "AllocateMiningJobToken.Success"),
    PROVIDE_MISSING_TRANSACTIONS(FrameHeader.CORE, 0x55, false, Protocol.JOB_DECLARATION, "ProvideMissingTransactions"),
    PROVIDE_MISSING_TRANSACTIONS_SUCCESS(
            FrameHeader.CORE, 0x56, false, Protocol.JOB_DECLARATION, "ProvideMissingTransactions.Success"),
    DECLARE_MINING_JOB(FrameHeader.CORE, 0x57, false, Protocol.JOB_DECLARATION, "DeclareMiningJob"),
    DECLARE_MINING_JOB_SUCCESS(FrameHeader.CORE, 0x58, false, Protocol.JOB_DECLARATION, "DeclareMiningJob.Success"),
    DECLARE_MINING_JOB_ERROR(FrameHeader.CORE, 0x59, false, Protocol.JOB_DECLARATION, "DeclareMiningJob.Error"),
    PUSH_SOLUTION(FrameHeader.CORE, 0x60, false, Protocol.JOB_DECLARATION, "PushSolution"),
    COINBASE_OUTPUT_CONSTRAINTS(
            FrameHeader.CORE, 0x70, false, Protocol.TEMPLATE_DISTRIBUTION, "CoinbaseOutputConstraints"),
    NEW_TEMPLATE(FrameHeader.CORE, 0x71, false, Protocol.TEMPLATE_DISTRIBUTION, "NewTemplate"),
    TEMPLATE_SET_NEW_PREV_HASH(FrameHeader.CORE, 0x72, false, Protocol.TEMPLATE_DISTRIBUTION, "SetNewPrevHash"),
    REQUEST_TRANSACTION_DATA(FrameHeader.CORE, 0x73, false, Protocol.TEMPLATE_DISTRIBUTION, "RequestTransactionData"),
    REQUEST_TRANSACTION_DATA_SUCCESS(
            FrameHeader.CORE, 0x74, false, Protocol.TEMPLATE_DISTRIBUTION, "RequestTransactionData.Success"),
    REQUEST_TRANSACTION_DATA_ERROR(
            FrameHeader.CORE, 0x75, false, Protocol.TEMPLATE_DISTRIBUTION, "RequestTransactionData.Error"),
    SUBMIT_SOLUTION(FrameHeader.CORE, 0x76, false, Protocol.TEMPLATE_DISTRIBUTION, "SubmitSolution"),
    REQUEST_EXTENSIONS(1, 0x00, false, -1, "RequestExtensions"),
    REQUEST_EXTENSIONS_SUCCESS(1, 0x01, false, -1, "RequestExtensions.Success"),
    REQUEST_EXTENSIONS_ERROR(1, 0x02, false, -1, "RequestExtensions.Error");

    private static final int TYPES = 256;
    private static final int EXTENSIONS = 2;
    private static final @Nullable MessageType[][] BY_CODE = new @Nullable MessageType[EXTENSIONS][TYPES];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.extensionId][type.code] = type;
        }
    }

    private final int extensionId;
    private final int code;
    private final boolean channelBit;
    private final int protocol;
    private final String title;

    MessageType(int extensionId, int code, boolean channelBit, int protocol, String title) {
        this.extensionId = extensionId;
        this.code = code;
        this.channelBit = channelBit;
        this.protocol = protocol;
        this.title = title;
    }

    /**
     * The message of a header, whatever its channel bit; null for one that is not known.
     *
     * @param extensionType with or without the channel bit
     */
    public static @Nullable MessageType find(int extensionType, int messageType) {
        int extension = FrameHeader.extensionId(extensionType);
        return extension < EXTENSIONS ? BY_CODE[extension][messageType] : null;
    }

    /**
     * The message of a header.
     *
     * @throws FrameException when it is unknown, or its channel bit is not the message's
     */
    public static MessageType require(int extensionType, int messageType) throws FrameException {
        MessageType type = find(extensionType, messageType);
        if (type == null) {
            throw new FrameException("no message 0x" + Integer.toHexString(messageType) + " of extension "
                    + FrameHeader.extensionId(extensionType) + " is known");
        }
        if (type.channelBit != FrameHeader.hasChannelBit(extensionType)) {
            throw new FrameException(type.title + ": expected a channel bit of " + (type.channelBit ? 1 : 0));
        }
        return type;
    }

    /** 0 for the core. */
    public int extensionId() {
        return extensionId;
    }

    /** The message type of the header. */
    public int code() {
        return code;
    }

    /** True when the payload starts with a channel_id. */
    public boolean channelBit() {
        return channelBit;
    }

    /** True when connections of that {@link Protocol} may carry it. */
    public boolean belongsTo(int aProtocol) {
        return protocol < 0 || protocol == aProtocol;
    }

    /** Name as the specification writes it: {@code SubmitShares.Success}. */
    public String title() {
        return title;
    }
}
