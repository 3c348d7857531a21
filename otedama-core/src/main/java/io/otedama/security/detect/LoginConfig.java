package io.otedama.security.detect;

/**
 * Settings of {@link AlarmKind#LOGIN_ENUMERATION}.
 *
 * @param accounts that fail or never mine, from one address: so many are nobody's business
 * @param tolerated the same as a part of the sessions from there that do mine
 * @param windowMs how long an attempt counts
 * @param graceMs how long an account that was admitted may take to its first credited share
 */
public record LoginConfig(int accounts, double tolerated, long windowMs, long graceMs) {
    public LoginConfig {
        if (accounts < 1
                || accounts >= LoginEnumeration.MAX_ACCOUNTS
                || !(tolerated >= 0 && tolerated <= 1)
                || windowMs < 1
                || graceMs < 0) {
            throw new IllegalArgumentException("accounts, tolerance, window or grace of logins is out of range");
        }
    }
}
