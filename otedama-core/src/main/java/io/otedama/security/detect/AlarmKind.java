package io.otedama.security.detect;

import java.util.Locale;

/** What an alarm is about. */
public enum AlarmKind {
    BLOCK_WITHHOLDING("workers or accounts whose work contains too few blocks"),
    STALE_STORM("workers with far more stale shares than the others"),
    DUPLICATE_STORM("workers that send shares again"),
    LOW_DIFFICULTY_STORM("workers whose shares do not meet their target"),
    EXTRANONCE_PROBING("workers that try jobs, sizes, times and version bits that nobody gave them"),
    HASHRATE_JUMP("workers that suddenly do several times the work"),
    SHARE_FLOOD("workers with too many shares per connection: their difficulty is too low"),
    LOGIN_ENUMERATION("addresses that try many accounts which never mine");

    private final String meaning;

    AlarmKind(String meaning) {
        this.meaning = meaning;
    }

    /** Of the counter of these alarms: {@code security.alarms.} and the kind in lower case. */
    public String counterName() {
        return "security.alarms." + name().toLowerCase(Locale.ROOT);
    }

    /** What raises it, for people. */
    public String meaning() {
        return meaning;
    }
}
