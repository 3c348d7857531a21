package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.message.common.ChannelEndpointChanged;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import java.util.List;

/** Every common message: made of random fields, and made again of the fields that were read. */
final class CommonSamples {
    private CommonSamples() {}

    static List<MessageSample<?>> all() {
        return List.of(
                setupConnection(),
                setupConnectionSuccess(),
                setupConnectionError(),
                channelEndpointChanged(),
                reconnect());
    }

    private static MessageSample<SetupConnection> setupConnection() {
        return new MessageSample<>(
                new SetupConnection(),
                (r, out) -> SetupConnection.encode(
                        out, r.u8(), r.u16(), r.u16(), r.u32(), r.text(), r.u16(), r.text(), r.text(), r.text(),
                        r.text()),
                (m, out) -> SetupConnection.encode(
                        out,
                        m.protocol(),
                        m.minVersion(),
                        m.maxVersion(),
                        m.flags(),
                        m.endpointHost(),
                        m.endpointPort(),
                        m.vendor(),
                        m.hardwareVersion(),
                        m.firmware(),
                        m.deviceId()));
    }

    private static MessageSample<SetupConnectionSuccess> setupConnectionSuccess() {
        return new MessageSample<>(
                new SetupConnectionSuccess(),
                (r, out) -> SetupConnectionSuccess.encode(out, r.u16(), r.u32()),
                (m, out) -> SetupConnectionSuccess.encode(out, m.usedVersion(), m.flags()));
    }

    private static MessageSample<SetupConnectionError> setupConnectionError() {
        return new MessageSample<>(
                new SetupConnectionError(),
                (r, out) -> SetupConnectionError.encode(out, r.u32(), r.text()),
                (m, out) -> SetupConnectionError.encode(out, m.flags(), m.errorCode()));
    }

    private static MessageSample<ChannelEndpointChanged> channelEndpointChanged() {
        return new MessageSample<>(
                new ChannelEndpointChanged(),
                (r, out) -> ChannelEndpointChanged.encode(out, r.u32()),
                (m, out) -> ChannelEndpointChanged.encode(out, m.channelId()));
    }

    private static MessageSample<Reconnect> reconnect() {
        return new MessageSample<>(
                new Reconnect(),
                (r, out) -> Reconnect.encode(out, r.text(), r.u16()),
                (m, out) -> Reconnect.encode(out, m.newHost(), m.newPort()));
    }
}
