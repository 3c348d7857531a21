package io.otedama.spi;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom work belongs to: an account, and the output script that pays it when there is one. Immutable; equal when account and
 * script are.
 */
public final class Owner {
    /** Longest account text: what a user name can be. */
    public static final int MAX_ACCOUNT_CHARS = 127;

    /** Longest script of any address: a witness version, a length and a program of 40 bytes (BIP 141). */
    public static final int MAX_SCRIPT_BYTES = 42;

    private final String account;
    private final byte @Nullable [] script;
    private final int hash;

    private Owner(String account, byte @Nullable [] script) {
        boolean readable = account.chars().allMatch(c -> c >= ' ' && c <= '~'); // it ends up in journals and tables
        if (account.isEmpty() || account.length() > MAX_ACCOUNT_CHARS || !readable) {
            throw new IllegalArgumentException(
                    "an account is 1 to " + MAX_ACCOUNT_CHARS + " printable ASCII characters, not '" + account + "'");
        }
        if (script != null && (script.length == 0 || script.length > MAX_SCRIPT_BYTES)) {
            throw new IllegalArgumentException("the script of account " + account + " has " + script.length
                    + " bytes; those of addresses have 1 to " + MAX_SCRIPT_BYTES);
        }
        this.account = account;
        this.script = script;
        this.hash = 31 * account.hashCode() + Arrays.hashCode(script);
    }

    /** An account that no coinbase can pay. */
    public static Owner of(String account) {
        return new Owner(account, null);
    }

    /**
     * An account that a coinbase can pay.
     *
     * @param script output script, copied
     */
    public static Owner of(String account, byte[] script) {
        return new Owner(account, script.clone());
    }

    /** The account's canonical text: one account has one. */
    public String account() {
        return account;
    }

    public boolean hasScript() {
        return script != null;
    }

    /**
     * A copy of the output script.
     *
     * @throws IllegalStateException when there is none
     */
    public byte[] script() {
        if (script == null) {
            throw new IllegalStateException("account " + account + " has no payout script");
        }
        return script.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Owner o
                && hash == o.hash
                && account.equals(o.account)
                && Objects.deepEquals(script, o.script);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return account;
    }
}
