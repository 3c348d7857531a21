package io.otedama.stratum.client.sv2;

import io.otedama.stratum.client.ClientTimeouts;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of one client, made by {@link Sv2ClientBuilder}.
 *
 * @param authority who must have signed the server's certificate; null: every server is believed
 * @param setupFlags see SetupFlags
 * @param minExtranonceSize bytes that the miner wants to choose, for an extended channel
 * @param versionMask bits of the version that the client rolls where it may
 * @param maxOutstanding submits without answer at any moment; a power of two
 */
record Sv2ClientConfig(
        InetSocketAddress server,
        @Nullable SocketAddress localAddress,
        boolean encrypted,
        @Nullable AuthorityKey authority,
        String user,
        ChannelKind kind,
        Demand demand,
        long setupFlags,
        int minExtranonceSize,
        int versionMask,
        Device device,
        int maxFrameBytes,
        int maxOutstanding,
        ReconnectPolicy reconnect,
        ClientTimeouts timeouts) {

    @Override
    public String toString() {
        return "client of " + server + " as " + user;
    }
}
