package io.otedama.stratum.v1;

import io.otedama.session.ShareSubmission;

/**
 * Gives the parameters of a submit their meaning; the fast and the general way in both end here. Strict about form,
 * because everything else would let one share have several spellings:
 *
 * <pre>
 *   job id        lower-case hex without leading zeros, as it was sent; anything else is no job of ours (-1)
 *   extranonce2   hex of either case, 1 to 8 whole bytes (the engine checks the exact size)
 *   ntime, nonce  exactly 8 hex digits of either case
 *   version bits  exactly 8 hex digits of either case, or empty or missing: not rolled
 * </pre>
 */
final class SubmitReader {
    private static final int UINT32_DIGITS = 8;
    private static final int MAX_EXTRANONCE2_BYTES = 8;
    private static final int MAX_JOB_DIGITS = 15;

    private SubmitReader() {}

    /** What is wrong with the form of a submit. */
    enum Problem {
        NONE(""),
        EXTRANONCE2("extranonce2 must be 1 to 8 bytes of hex"),
        NTIME("ntime must be 8 hex digits"),
        NONCE("nonce must be 8 hex digits"),
        VERSION("version bits must be 8 hex digits");

        final String message;

        Problem(String message) {
            this.message = message;
        }
    }

    /** Fills {@code out}, all but the token; allocates nothing. */
    static Problem read(SubmitFields fields, AuthorizedWorkers workers, ShareSubmission out) {
        byte[] bytes = fields.bytes;
        out.worker = workers.find(bytes, fields.from[SubmitFields.WORKER], fields.to[SubmitFields.WORKER]);
        out.jobNumber = jobNumber(bytes, fields.from[SubmitFields.JOB], fields.to[SubmitFields.JOB]);

        int extranonceDigits = fields.length(SubmitFields.EXTRANONCE2);
        if (extranonceDigits < 2
                || extranonceDigits > 2 * MAX_EXTRANONCE2_BYTES
                || extranonceDigits % 2 != 0
                || !isHex(fields, SubmitFields.EXTRANONCE2)) {
            return Problem.EXTRANONCE2;
        }
        out.extranonce2 = hex(fields, SubmitFields.EXTRANONCE2);
        out.extranonce2Size = extranonceDigits / 2;

        if (!isUint32(fields, SubmitFields.NTIME)) {
            return Problem.NTIME;
        }
        out.ntime = (int) hex(fields, SubmitFields.NTIME);

        if (!isUint32(fields, SubmitFields.NONCE)) {
            return Problem.NONCE;
        }
        out.nonce = (int) hex(fields, SubmitFields.NONCE);

        out.hasVersionBits = fields.count > SubmitFields.VERSION && fields.length(SubmitFields.VERSION) > 0;
        out.versionBits = 0;
        if (out.hasVersionBits) {
            if (!isUint32(fields, SubmitFields.VERSION)) {
                return Problem.VERSION;
            }
            out.versionBits = (int) hex(fields, SubmitFields.VERSION);
        }
        return Problem.NONE;
    }

    private static long jobNumber(byte[] bytes, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > MAX_JOB_DIGITS || (bytes[from] == '0' && digits > 1)) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = AsciiNumber.hexDigit(bytes[i]);
            boolean upperCase = bytes[i] >= 'A' && bytes[i] <= 'F';
            if (digit < 0 || upperCase) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private static boolean isUint32(SubmitFields fields, int field) {
        return fields.length(field) == UINT32_DIGITS && isHex(fields, field);
    }

    private static boolean isHex(SubmitFields fields, int field) {
        for (int i = fields.from[field]; i < fields.to[field]; i++) {
            if (AsciiNumber.hexDigit(fields.bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long hex(SubmitFields fields, int field) {
        long value = 0;
        for (int i = fields.from[field]; i < fields.to[field]; i++) {
            value = value << 4 | AsciiNumber.hexDigit(fields.bytes[i]);
        }
        return value;
    }
}
