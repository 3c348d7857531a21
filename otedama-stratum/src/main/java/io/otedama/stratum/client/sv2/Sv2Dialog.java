package io.otedama.stratum.client.sv2;

import io.otedama.stratum.client.ExtranonceSpace;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.Protocol;
import io.otedama.stratum.v2.message.SetupFlags;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection, up to the opened channel; then {@link ChannelDialog} takes over. Event loop only; {@link
 * #channel} may be read anywhere.
 *
 * <pre>
 *   SetupConnection --&gt; .Success --&gt; Open…MiningChannel --&gt; .Success --&gt; ChannelDialog
 *                       .Error                              .Error         the end: refused
 *   Reconnect at any time                                                  the end: to be continued elsewhere
 * </pre>
 */
final class Sv2Dialog {
    private static final long REQUEST_ID = 1;

    /** What the dialog asks of its connection. */
    interface Wire {
        /** Where the frames of {@link #flush} are written. */
        FrameWriter frames();

        /** Sends what was written. */
        void flush();

        /** The server said no; the connection is to be dropped. */
        void refused(String words);

        /** The server closed the channel; the connection is of no use without it. */
        void channelClosed(String reasonCode);

        /** @param host empty: the same; {@code port} 0: the same */
        void reconnect(String host, int port);
    }

    private final Sv2ClientConfig config;
    private final Demand demand;
    private final long connection;
    private final Wire wire;
    private final Sv2Events events;
    private final ShareDesk shares;
    private long setupFlags;
    private boolean setUp;
    private volatile @Nullable ChannelDialog channel;

    /** @param demand of the channel to be opened */
    Sv2Dialog(Sv2ClientConfig config, Demand demand, long connection, Wire wire, Sv2Events events, ShareDesk shares) {
        this.config = config;
        this.demand = demand;
        this.connection = connection;
        this.wire = wire;
        this.events = events;
        this.shares = shares;
    }

    /** The opened channel; null before. */
    @Nullable
    ChannelDialog channel() {
        return channel;
    }

    String awaited() {
        return setUp ? "the opening of a channel" : "SetupConnection";
    }

    void start(InetSocketAddress server) {
        Device device = config.device();
        SetupConnection.encode(
                wire.frames(),
                Protocol.MINING,
                Protocol.VERSION,
                Protocol.VERSION,
                config.setupFlags(),
                server.getHostString(),
                server.getPort(),
                device.vendor(),
                device.hardwareVersion(),
                device.firmware(),
                device.id());
        wire.flush();
    }

    /**
     * A message of the core.
     *
     * @throws FrameException when a message cannot be read
     * @throws ProtocolException when it makes no sense at this point
     */
    void onMessage(int extensionType, int type, byte[] payload, int offset, int length) throws FrameException {
        if (MessageType.find(extensionType, type) == null) {
            return; // of a later version of the protocol
        }
        MessageType known = MessageType.require(extensionType, type);
        switch (known) {
            case SETUP_CONNECTION_SUCCESS -> onSetUp(read(new SetupConnectionSuccess(), payload, offset, length));
            case SETUP_CONNECTION_ERROR -> {
                SetupConnectionError error = read(new SetupConnectionError(), payload, offset, length);
                wire.refused("setup: " + error.errorCode() + ", flags " + error.flags());
            }
            case OPEN_STANDARD_MINING_CHANNEL_SUCCESS ->
                onOpened(read(new OpenStandardMiningChannelSuccess(), payload, offset, length));
            case OPEN_EXTENDED_MINING_CHANNEL_SUCCESS ->
                onOpened(read(new OpenExtendedMiningChannelSuccess(), payload, offset, length));
            case OPEN_MINING_CHANNEL_ERROR -> {
                OpenMiningChannelError error = read(new OpenMiningChannelError(), payload, offset, length);
                wire.refused("channel: " + error.errorCode());
            }
            case RECONNECT -> {
                Reconnect message = read(new Reconnect(), payload, offset, length);
                wire.reconnect(message.newHost(), message.newPort());
            }
            default -> toChannel(known, payload, offset, length);
        }
    }

    private void toChannel(MessageType type, byte[] payload, int offset, int length) throws FrameException {
        ChannelDialog opened = channel;
        if (opened != null) {
            opened.onMessage(type, payload, offset, length);
        }
    }

    static <M extends MessageView> M read(M message, byte[] payload, int offset, int length) throws FrameException {
        message.wrap(payload, offset, length);
        return message;
    }

    private void onSetUp(SetupConnectionSuccess success) {
        if (setUp || success.usedVersion() != Protocol.VERSION) {
            throw new ProtocolException(
                    "SetupConnection.Success for version " + success.usedVersion() + (setUp ? ", once more" : ""));
        }
        setUp = true;
        setupFlags = success.flags();
        boolean standard = config.kind() == ChannelKind.STANDARD;
        if (standard && (setupFlags & SetupFlags.REQUIRES_EXTENDED_CHANNELS) != 0) {
            wire.refused("setup: the server has extended channels only");
            return;
        }
        if (standard) {
            OpenStandardMiningChannel.encode(
                    wire.frames(), REQUEST_ID, config.user(), demand.nominalHashRate(), demand.maxTarget());
        } else {
            OpenExtendedMiningChannel.encode(
                    wire.frames(),
                    REQUEST_ID,
                    config.user(),
                    demand.nominalHashRate(),
                    demand.maxTarget(),
                    config.minExtranonceSize());
        }
        wire.flush();
    }

    private void onOpened(OpenStandardMiningChannelSuccess success) {
        requireAwaited(ChannelKind.STANDARD, success.requestId());
        open(new Sv2Channel(
                connection,
                ChannelKind.STANDARD,
                success.channelId(),
                success.groupChannelId(),
                space(success.extranoncePrefix(), 0),
                success.target(),
                setupFlags));
    }

    private void onOpened(OpenExtendedMiningChannelSuccess success) {
        requireAwaited(ChannelKind.EXTENDED, success.requestId());
        if (success.extranonceSize() < config.minExtranonceSize()) {
            throw new ProtocolException("the server grants " + success.extranonceSize()
                    + " bytes of extranonce, at least " + config.minExtranonceSize() + " were asked for");
        }
        open(new Sv2Channel(
                connection,
                ChannelKind.EXTENDED,
                success.channelId(),
                success.groupChannelId(),
                space(success.extranoncePrefix(), success.extranonceSize()),
                success.target(),
                setupFlags));
    }

    private void requireAwaited(ChannelKind kind, long requestId) {
        if (!setUp || channel != null || config.kind() != kind || requestId != REQUEST_ID) {
            throw new ProtocolException("a channel was opened that nobody asked for, request " + requestId);
        }
    }

    /** @throws ProtocolException when both parts together are longer than an extranonce may be */
    static ExtranonceSpace space(byte[] prefix, int size) {
        if (prefix.length + size > ExtranonceSpace.MAX_BYTES) {
            throw new ProtocolException("an extranonce has at most " + ExtranonceSpace.MAX_BYTES + " bytes, not "
                    + prefix.length + " and " + size);
        }
        return new ExtranonceSpace(HexFormat.of().formatHex(prefix), size);
    }

    private void open(Sv2Channel granted) {
        channel = new ChannelDialog(granted, config.versionMask(), wire, events, shares);
        events.opened(granted);
    }
}
