package io.otedama.examples;

import java.io.PrintStream;

/** Where a command writes: lines for scripts to one stream, everything for people to the other. Any thread. */
final class CommandOutput {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /**
     * @param terminal true when a person watches {@code err}, so that a line may be overwritten
     */
    CommandOutput(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The streams of this process. */
    static CommandOutput ofProcess() {
        return new CommandOutput(System.out, System.err, StderrTerminal.isPresent());
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** A line that scripts rely on; written at once. */
    void contract(String line) {
        out.println(line);
        out.flush();
    }

    /** A line for a person. */
    void note(String line) {
        err.println(line);
        err.flush();
    }
}
