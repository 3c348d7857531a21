package io.otedama.payment;

import java.util.List;

/**
 * Who would be paid now, and who not.
 *
 * @param payments greatest first
 * @param skipped with the reason
 */
public record PayoutPlan(List<Payment> payments, List<Skipped> skipped) {
    /** Base units of all payments together. */
    public long total() {
        return payments.stream().mapToLong(Payment::amount).reduce(0, Math::addExact);
    }

    /**
     * @param account account number
     * @param script output script of the address; not modified
     * @param amount base units
     */
    @SuppressWarnings("ArrayRecordComponent") // serialised, never compared
    public record Payment(int account, String address, byte[] script, long amount) {}

    /** Not this time. */
    public record Skipped(String account, long amount, String reason) {}
}
