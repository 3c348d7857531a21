package io.otedama.examples;

/** How far a long reading is, for a person at a terminal; writes nothing elsewhere. One thread. */
final class ReplayProgress implements AutoCloseable {
    private static final int BAR_CHARS = 30;
    private static final int PERCENT = 100;

    private final CommandOutput output;
    private final long last;
    private boolean shown;

    /**
     * @param last sequence at which it is done
     */
    ReplayProgress(CommandOutput output, long last) {
        this.output = output;
        this.last = last;
    }

    void show(long sequence) {
        if (output.isTerminal()) {
            output.err().print("\r" + text(sequence, last));
            output.err().flush();
            shown = true;
        }
    }

    static String text(long sequence, long last) {
        double part = last <= 0 ? 1 : Math.min(1, (double) sequence / last);
        int full = (int) (part * BAR_CHARS);
        return "[" + "#".repeat(full) + " ".repeat(BAR_CHARS - full) + "] " + (int) (part * PERCENT) + " %, record "
                + sequence + " of " + last;
    }

    /** What is written next gets a line of its own. */
    @Override
    public void close() {
        if (shown) {
            output.note("");
            shown = false;
        }
    }
}
