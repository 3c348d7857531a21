package io.otedama.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers that one connection has authorized. Event loop only. */
final class SessionWorkers {
    private final SessionTerms terms;
    private final Map<String, Worker> byName = new LinkedHashMap<>(2);

    SessionWorkers(SessionTerms terms) {
        this.terms = terms;
    }

    @Nullable
    Worker authorize(String user, String password) {
        Worker known = byName.get(user);
        if (known != null) {
            return known;
        }
        boolean fits = !user.isEmpty()
                && user.length() <= Worker.MAX_NAME_CHARS
                && user.chars().allMatch(c -> c >= ' ' && c <= '~') // it ends up in logs and tables
                && byName.size() < MinerSession.MAX_WORKERS;
        if (!fits || !terms.authenticator().admit(user, password)) {
            return null;
        }
        Worker worker = terms.workers().acquire(user);
        if (worker != null) {
            byName.put(user, worker);
        }
        return worker;
    }

    int count() {
        return byName.size();
    }

    void releaseAll() {
        byName.values().forEach(terms.workers()::release);
        byName.clear();
    }
}
