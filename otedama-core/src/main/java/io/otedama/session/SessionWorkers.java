package io.otedama.session;

import io.otedama.spi.Admission;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.Owner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workers that one connection has authorized. Event loop only. */
final class SessionWorkers {
    private final SessionTerms terms;
    private final Supplier<String> address;
    private final Map<String, Worker> byName = new LinkedHashMap<>(2);
    private @Nullable Owner owner;
    private String refusal = "";
    private boolean loginFailed;
    private boolean minedSinceLogin = true; // unless the peer's address is known

    /**
     * @param address of the peer; empty when it is not known
     */
    SessionWorkers(SessionTerms terms, Supplier<String> address) {
        this.terms = terms;
        this.address = address;
    }

    @Nullable
    Worker authorize(String user, String password) {
        Worker worker = find(user, password);
        String from = address.get();
        if (!from.isEmpty()) {
            String account = worker == null ? MinerAuthenticator.accountOf(user) : worker.account();
            terms.workers().logins().onLogin(from, account, worker != null);
            minedSinceLogin = false;
        }
        return worker;
    }

    private @Nullable Worker find(String user, String password) {
        refusal = "";
        loginFailed = false;
        Worker known = byName.get(user);
        if (known != null) {
            return known;
        }
        boolean readable = user.chars().allMatch(c -> c >= ' ' && c <= '~'); // it ends up in logs and tables
        if (user.isEmpty() || user.length() > Worker.MAX_NAME_CHARS || !readable) {
            loginFailed = true;
            return refuse("user name must be 1 to " + Worker.MAX_NAME_CHARS + " printable ASCII characters");
        }
        if (byName.size() >= MinerSession.MAX_WORKERS) {
            return refuse("more than " + MinerSession.MAX_WORKERS + " workers on one connection");
        }
        Admission answer = terms.authenticator().admit(user, password);
        if (answer instanceof Admission.Refused refused) {
            loginFailed = true;
            return refuse(refused.reason());
        }
        return admit(user, ((Admission.Admitted) answer).owner());
    }

    private @Nullable Worker admit(String user, Owner wanted) {
        Owner first = owner;
        if (terms.perOwner() && !wanted.hasScript()) {
            return refuse("account " + wanted + " has no payout script, and every coinbase here pays its owner");
        }
        if (terms.perOwner() && first != null && !first.equals(wanted)) {
            return refuse("this connection mines for " + first + ": use another one for " + wanted);
        }
        Worker worker = terms.workers().acquire(user, wanted);
        if (worker == null) {
            return refuse("pool takes no more worker names");
        }
        byName.put(user, worker);
        owner = first == null ? wanted : first;
        return worker;
    }

    private @Nullable Worker refuse(String reason) {
        refusal = reason;
        return null;
    }

    /** Why the last one was refused; empty when it was not. */
    String refusal() {
        return refusal;
    }

    /** True when the last one was refused for its name or password; false when the pool has no place for it. */
    boolean isLoginFailed() {
        return loginFailed;
    }

    /** Whom the first worker's work belongs to; null before. */
    @Nullable
    Owner owner() {
        return owner;
    }

    int count() {
        return byName.size();
    }

    /** A share has been credited: after a login the first one tells that it was no guess. */
    void mined() {
        if (!minedSinceLogin) {
            minedSinceLogin = true;
            String from = address.get();
            byName.values().forEach(worker -> terms.workers().logins().onMined(from, worker.account()));
        }
    }

    void releaseAll() {
        byName.values().forEach(terms.workers()::release);
        byName.clear();
    }
}
