package io.otedama.payout;

/** The reserve, for schemes that pay from it. Valid during the call. */
public interface ReserveAccount {
    /** Immature and payable, base units; below zero when more was paid than there was. */
    long balance();

    /** Moves an amount from the reserve to an account's payable part; base units, greater than 0. */
    void credit(int account, long amount);
}
