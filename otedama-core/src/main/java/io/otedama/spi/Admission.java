package io.otedama.spi;

/** The answer of a {@link MinerAuthenticator}. */
public sealed interface Admission {
    /** Admits a worker whose work is credited to {@code owner}. */
    static Admission admitted(Owner owner) {
        return new Admitted(owner);
    }

    /**
     * Turns a worker away.
     *
     * @param reason what is wrong and what to do, one sentence; the miner is shown it, a front end may cut it
     */
    static Admission refused(String reason) {
        return new Refused(reason);
    }

    /** May mine. */
    record Admitted(Owner owner) implements Admission {}

    /** May not, and why. */
    record Refused(String reason) implements Admission {}
}
