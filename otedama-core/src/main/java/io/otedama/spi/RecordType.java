package io.otedama.spi;

/** Kinds of journal record. The code is what is stored; codes are never reused. */
public enum RecordType {
    BOOT(1),
    WORKER(2),
    JOB(3),
    SHARE(4),
    BLOCK(5),
    SPLIT(6),
    PAYMENT_INTENT(7),
    PAYMENT_STATUS(8),
    CONFIG(9),
    CORRECTION(10),
    SNAPSHOT(11);

    private static final RecordType[] BY_CODE = new RecordType[16];

    static {
        for (RecordType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException for a code that no version ever wrote
     */
    public static RecordType of(int code) {
        RecordType type = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (type == null) {
            throw new IllegalArgumentException("unknown record type " + code);
        }
        return type;
    }
}
