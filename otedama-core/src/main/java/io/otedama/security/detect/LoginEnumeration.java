package io.otedama.security.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Does one address try many accounts that are refused, or admitted and never mine? Counts distinct accounts, not attempts: a farm with
 * a typing error tries one account a million times. Accounts that get a share credited leave the count, so a proxy with thousands
 * of customers is not noticed for the honest ones.
 *
 * <pre>
 *   suspects = distinct accounts of the window that were refused, or have not mined within their time of grace
 *   alarm: suspects &gt; max(accounts, tolerated * sessions of the window that mine)
 * </pre>
 *
 * <p>Bounded: {@value #MAX_ADDRESSES} addresses, the one that has been quiet longest leaves first; {@value #MAX_ACCOUNTS} accounts each,
 * the oldest leaves first. Accounts are kept as 64-bit hashes (FNV-1a); two that collide count as one. Any thread.
 */
public final class LoginEnumeration {
    /** Addresses that are remembered. */
    public static final int MAX_ADDRESSES = 10_000;

    /** Accounts that are remembered of each. */
    public static final int MAX_ACCOUNTS = 256;

    private static final int FIRST_ROOM = 4;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final LoginConfig config;
    private final Map<String, Attempts> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    public LoginEnumeration(LoginConfig config) {
        this.config = config;
    }

    /** Somebody at that address has named an account, and was admitted or not. */
    public synchronized void onLogin(String address, String account, boolean admitted, long nowMillis) {
        Attempts attempts = byAddress.computeIfAbsent(address, a -> new Attempts());
        attempts.add(hash(account), admitted, nowMillis);
    }

    /** A session from that address has had its first share credited. */
    public synchronized void onMined(String address, String account, long nowMillis) {
        Attempts attempts = byAddress.computeIfAbsent(address, a -> new Attempts());
        attempts.remove(hash(account));
        attempts.mined(nowMillis, config.windowMs());
    }

    /** The addresses to alarm about, with how many accounts they tried in vain. */
    public synchronized List<Suspect> suspects(long nowMillis) {
        List<Suspect> found = new ArrayList<>();
        byAddress.entrySet().removeIf(e -> e.getValue().isForgotten(nowMillis, config));
        byAddress.forEach((address, attempts) -> {
            int accounts = attempts.suspects(nowMillis, config);
            double sessions = attempts.minedSessions(nowMillis, config.windowMs());
            if (accounts > Math.max(config.accounts(), config.tolerated() * sessions)) {
                found.add(new Suspect(address, accounts, Math.round(sessions)));
            }
        });
        return found;
    }

    synchronized int addresses() {
        return byAddress.size();
    }

    private static long hash(String account) {
        long hash = FNV_START;
        for (int i = 0; i < account.length(); i++) {
            hash = (hash ^ account.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * @param accounts in vain, {@value #MAX_ACCOUNTS} at most
     * @param miningSessions about so many sessions from there mined in the window
     */
    public record Suspect(String address, int accounts, long miningSessions) {}

    /** Of one address: accounts that have not mined, oldest first. */
    private static final class Attempts {
        private long[] accounts = new long[FIRST_ROOM];
        private long[] times = new long[FIRST_ROOM];
        private boolean[] admitted = new boolean[FIRST_ROOM];
        private int size;
        private double mined;
        private long minedMillis;

        void add(long account, boolean wasAdmitted, long nowMillis) {
            int known = indexOf(account);
            if (known >= 0) {
                admitted[known] = wasAdmitted;
                if (!wasAdmitted) {
                    times[known] = nowMillis;
                }
                return;
            }
            if (size == MAX_ACCOUNTS) {
                removeAt(0);
            } else if (size == accounts.length) {
                accounts = Arrays.copyOf(accounts, 2 * size);
                times = Arrays.copyOf(times, 2 * size);
                admitted = Arrays.copyOf(admitted, 2 * size);
            }
            accounts[size] = account;
            times[size] = nowMillis;
            admitted[size] = wasAdmitted;
            size++;
        }

        void remove(long account) {
            int known = indexOf(account);
            if (known >= 0) {
                removeAt(known);
            }
        }

        private int indexOf(long account) {
            for (int i = 0; i < size; i++) {
                if (accounts[i] == account) {
                    return i;
                }
            }
            return -1;
        }

        private void removeAt(int index) {
            size--;
            System.arraycopy(accounts, index + 1, accounts, index, size - index);
            System.arraycopy(times, index + 1, times, index, size - index);
            System.arraycopy(admitted, index + 1, admitted, index, size - index);
        }

        void mined(long nowMillis, long windowMs) {
            mined = minedSessions(nowMillis, windowMs) + 1;
            minedMillis = nowMillis;
        }

        double minedSessions(long nowMillis, long windowMs) {
            return mined * Math.exp(-(double) Math.max(nowMillis - minedMillis, 0) / windowMs);
        }

        int suspects(long nowMillis, LoginConfig config) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                long age = nowMillis - times[i];
                boolean counts = age <= config.windowMs() && (!admitted[i] || age > config.graceMs());
                count += counts ? 1 : 0;
            }
            return count;
        }

        boolean isForgotten(long nowMillis, LoginConfig config) {
            for (int i = size - 1; i >= 0; i--) {
                if (nowMillis - times[i] > config.windowMs()) {
                    removeAt(i);
                }
            }
            return size == 0 && minedSessions(nowMillis, config.windowMs()) < 1e-3;
        }
    }
}
