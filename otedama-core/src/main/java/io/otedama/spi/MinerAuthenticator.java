package io.otedama.spi;

/**
 * Decides who may mine, and says whom the work belongs to. Called on an event loop: must answer at once, from memory, and
 * never throw. Any thread.
 */
@FunctionalInterface
public interface MinerAuthenticator {
    /**
     * @param user the user name as sent, 1 to 127 printable ASCII characters
     * @param password as sent, may be empty; must not be logged
     * @return who the owner is, in one spelling per account, or why this worker is refused
     */
    Admission admit(String user, String password);

    /**
     * Admits everybody, for the account that the user name says: right as long as all rewards go to one address.
     */
    static MinerAuthenticator everybody() {
        return (user, password) -> Admission.admitted(Owner.of(accountOf(user)));
    }

    /** {@code account} of {@code account.worker}: the part before the first dot; the whole name when that is empty. */
    static String accountOf(String user) {
        int dot = user.indexOf('.');
        return dot <= 0 ? user : user.substring(0, dot);
    }
}
