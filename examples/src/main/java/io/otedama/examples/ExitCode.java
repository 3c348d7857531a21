package io.otedama.examples;

/** What the process tells its caller at the end. */
final class ExitCode {
    /** Done, or stopped because it was asked to. */
    static final int OK = 0;

    /** It failed while it ran: no node, port in use, the pool stopped itself. */
    static final int FAILURE = 1;

    /** The command line or the settings are wrong; nothing has run. */
    static final int CONFIGURATION = 2;

    /** The ledger is not what the journal says it was. */
    static final int DIFFERS = 1;

    /** The journal cannot be read, or there is none. */
    static final int UNREADABLE = 2;

    private ExitCode() {}
}
