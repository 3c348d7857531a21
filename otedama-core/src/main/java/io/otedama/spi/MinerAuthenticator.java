package io.otedama.spi;

/** Decides who may mine. Called on an event loop: must answer at once, from memory. Any thread. */
@FunctionalInterface
public interface MinerAuthenticator {
    /**
     * @param user the user name as sent, at most 127 characters
     * @param password as sent, may be empty; must not be logged
     * @return true to admit
     */
    boolean admit(String user, String password);

    /** Admits everybody: right as long as all rewards go to one address. */
    static MinerAuthenticator everybody() {
        return (user, password) -> true;
    }
}
