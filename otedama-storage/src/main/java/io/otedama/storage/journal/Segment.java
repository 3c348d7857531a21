package io.otedama.storage.journal;

/**
 * A segment file and what its header says. Two are equal only when they are the same file: the salt differs otherwise.
 *
 * @param version of the frames' format
 * @param salt of the frames' checksums
 * @param first sequence of its first record
 * @param voidFrom from this sequence on the segment before is not read; 0 when nothing of it was taken back
 * @param createdMillis since 1970
 */
record Segment(int version, int salt, long first, long voidFrom, long createdMillis) {
    static final String SUFFIX = ".seg";
    static final String UNFINISHED = ".new";
    private static final int DIGITS = 20;

    String name() {
        return name(first);
    }

    static String name(long first) {
        String digits = Long.toString(first);
        return "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    static boolean isName(String name) {
        return name.length() == DIGITS + SUFFIX.length()
                && name.endsWith(SUFFIX)
                && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
    }
}
