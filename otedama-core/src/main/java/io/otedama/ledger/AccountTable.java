package io.otedama.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts and their numbers, in the order in which the journal names them; never removed. The first four are the pool's
 * own. One thread.
 */
public final class AccountTable {
    /** The pool's fee, and whatever is the pool's own. */
    public static final int POOL = 0;

    /** What schemes keep for bad times, and what pays per-share schemes. */
    public static final int RESERVE = 1;

    /** Units that no division can hand out. */
    public static final int ROUNDING = 2;

    /** The chain: where all money comes from and transaction fees go. Its balance is the negative of everybody else's. */
    public static final int CHAIN = 3;

    /** Number of the first miner's account. */
    public static final int FIRST_MINER = 4;

    private static final List<String> OWN = List.of("pool:fee", "pool:reserve", "pool:rounding", "chain");

    private final List<String> names = new ArrayList<>(OWN);
    private final Map<String, Integer> byName = new HashMap<>();

    public AccountTable() {
        for (int i = 0; i < OWN.size(); i++) {
            byName.put(OWN.get(i), i);
        }
    }

    /** The number of an account, a new one when the name is new. */
    public int acquire(String name) {
        Integer known = byName.get(name);
        if (known != null) {
            return known;
        }
        names.add(name);
        byName.put(name, names.size() - 1);
        return names.size() - 1;
    }

    /** The number of an account, -1 when there is none of that name. */
    public int find(String name) {
        return byName.getOrDefault(name, -1);
    }

    /**
     * @throws IllegalArgumentException for a number that was never given out
     */
    public String name(int account) {
        if (account < 0 || account >= names.size()) {
            throw new IllegalArgumentException("there is no account " + account);
        }
        return names.get(account);
    }

    /** Accounts there are; numbers go from 0 to one less. */
    public int size() {
        return names.size();
    }

    /** Names by number; a live view. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** Orders account numbers by their names: the stable key that ties are broken by. */
    public int compare(int a, int b) {
        return name(a).compareTo(name(b));
    }

    public void write(StateWriter out) {
        out.putInt(names.size() - FIRST_MINER);
        names.subList(FIRST_MINER, names.size()).forEach(out::putText);
    }

    public void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            acquire(in.getText());
        }
    }
}
