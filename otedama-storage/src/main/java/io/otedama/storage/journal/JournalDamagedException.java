package io.otedama.storage.journal;

import io.otedama.error.JournalException;

/** Bytes that were durable once cannot be read any more. Nothing was skipped and nothing was changed. */
public class JournalDamagedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final String segment;
    private final long offset;
    private final String what;

    /**
     * @param segment path of the file
     * @param offset in bytes from its beginning
     * @param what one sentence
     */
    public JournalDamagedException(String segment, long offset, String what) {
        super("journal segment " + segment + " is damaged at offset " + offset + ": " + what
                + "; restore the file from a copy, nothing was changed");
        this.segment = segment;
        this.offset = offset;
        this.what = what;
    }

    public String segment() {
        return segment;
    }

    public long offset() {
        return offset;
    }

    public String what() {
        return what;
    }
}
