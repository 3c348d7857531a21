package io.otedama.stratum.v2;

import io.otedama.security.AddressVerdict;
import io.otedama.security.Guard;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.transport.ConnectionGate;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Admits channels up to the limits per address and in total, at the guard's rate: to the engine a channel is a session with an
 * extranonce of its own, as a whole connection of Stratum V1 is, and a connection may carry many. Without this the limits
 * on connections would bound neither the memory that one address takes nor the extranonces that it uses up by opening and closing.
 * Any thread.
 */
final class ChannelGate {
    static final String ADDRESS_FULL = "too-many-channels-from-this-address";
    static final String POOL_FULL = "pool-takes-no-more-channels";
    static final String TOO_FAST = "channels-opened-too-fast";

    private final ConnectionGate places;
    private final Guard guard;

    ChannelGate(ServerTerms terms, Sv2Settings settings) {
        this.places = terms.gate().inside(settings.maxChannelsPerAddress(), settings.maxChannelsInAll());
        this.guard = terms.guard();
    }

    /** Counts a channel that is about to open; else the error code of the refusal. */
    @Nullable
    String enter(InetAddress address) {
        AddressVerdict verdict = places.enter(address);
        if (verdict != AddressVerdict.ADMITTED) {
            return verdict == AddressVerdict.ADDRESS_FULL ? ADDRESS_FULL : POOL_FULL;
        }
        if (!guard.admitChannel(address)) {
            places.leave(address);
            return TOO_FAST;
        }
        return null;
    }

    /** An admitted channel was closed, or never came to be. */
    void leave(InetAddress address) {
        places.leave(address);
    }
}
