package io.otedama.error;

/** A payout address that is not valid, or not of the network in use. The message never guesses another address. */
public class AddressException extends PoolException {
    private static final long serialVersionUID = 1L;

    public AddressException(String message) {
        super(message);
    }
}
