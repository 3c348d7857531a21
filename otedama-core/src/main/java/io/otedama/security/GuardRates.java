package io.otedama.security;

/** How much of each kind one address, one subnet or everybody together may do. */
public record GuardRates(
        RateLimit connects,
        RateLimit handshakes,
        RateLimit requests,
        RateLimit shares,
        RateLimit bytes,
        RateLimit channels) {
    /** The limit of an action. */
    public RateLimit of(GuardedAction action) {
        return switch (action) {
            case CONNECT -> connects;
            case HANDSHAKE -> handshakes;
            case REQUEST -> requests;
            case SHARE -> shares;
            case BYTE -> bytes;
            case CHANNEL -> channels;
        };
    }

    /** The same with another limit for one action. */
    public GuardRates with(GuardedAction action, RateLimit limit) {
        return new GuardRates(
                action == GuardedAction.CONNECT ? limit : connects,
                action == GuardedAction.HANDSHAKE ? limit : handshakes,
                action == GuardedAction.REQUEST ? limit : requests,
                action == GuardedAction.SHARE ? limit : shares,
                action == GuardedAction.BYTE ? limit : bytes,
                action == GuardedAction.CHANNEL ? limit : channels);
    }
}
