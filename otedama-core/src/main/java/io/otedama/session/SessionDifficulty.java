package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.spi.MiningJob;
import org.jspecify.annotations.Nullable;

/** Difficulty of one session: what is wanted, what is in force, and for which job. Event loop only. */
final class SessionDifficulty {
    private final SessionTerms terms;
    private final PortDifficulty port;
    private final VardiffPolicy policy;
    private final TargetHistory history = new TargetHistory();

    private @Nullable Vardiff vardiff;
    private Difficulty wanted;
    private Difficulty floor;
    private @Nullable Difficulty clientFloor;
    private boolean fixed;
    private boolean startChosen;
    private @Nullable ShareTarget current;
    private @Nullable Worker worker;
    private Difficulty network = Difficulty.MAX;
    private long lastJob = -1;

    SessionDifficulty(SessionTerms terms, PortDifficulty port) {
        this.terms = terms;
        this.port = port;
        this.policy = port.policyOr(terms.vardiff());
        this.wanted = policy.startDifficulty();
        this.floor = terms.minDifficulty();
        Difficulty ports = port.fixed();
        if (ports != null) {
            fix(ports);
        }
    }

    private void fix(Difficulty difficulty) {
        fixed = true;
        startChosen = true;
        wanted = difficulty;
    }

    void applyPassword(PasswordOptions options) {
        if (options.minimum() != null) {
            raiseFloor(options.minimum());
        }
        if (options.fixed() != null && port.fixed() == null) {
            fix(options.fixed());
        } else if (options.start() != null) {
            suggest(options.start());
        }
        requestIfPending();
    }

    void suggest(Difficulty suggested) {
        if (!fixed) {
            startChosen = true;
            wanted = suggested;
            requestIfPending();
        }
    }

    void raiseFloor(Difficulty minimum) {
        floor = floor.max(minimum);
        requestIfPending();
    }

    /** The client's own floor, instead of the one it asked for before. */
    void clientFloor(Difficulty minimum) {
        clientFloor = minimum;
        requestIfPending();
    }

    /** Starts where this worker's last connection was, unless somebody chose a start. */
    void remember(Worker authorized) {
        if (worker == null) {
            worker = authorized;
            Difficulty last = authorized.rememberedDifficulty(terms.clock().epochMillis());
            if (last != null && !startChosen) {
                wanted = last;
                requestIfPending();
            }
        }
    }

    boolean assign(MiningJob job) {
        if (job.number() <= lastJob) {
            return false; // known to the miner under another target already: no second meaning
        }
        lastJob = job.number();
        network = Difficulty.ofTarget(job.networkTarget(), terms.multiplier());
        Difficulty next = clamp(wanted);
        ShareTarget before = current;
        if (before != null && before.difficulty().equals(next)) {
            return false;
        }
        ShareTarget target = ShareTarget.of(next, terms.multiplier());
        current = target;
        history.add(job.number(), target);
        long now = terms.clock().nanoTime();
        if (vardiff == null) {
            vardiff = policy.open(now);
        } else {
            vardiff.onChanged(now);
        }
        return true;
    }

    @Nullable
    ShareTarget current() {
        return current;
    }

    @Nullable
    ShareTarget targetFor(long jobNumber) {
        return history.forJob(jobNumber);
    }

    boolean isPending() {
        ShareTarget now = current;
        return now != null && !now.difficulty().equals(clamp(wanted));
    }

    void onAccepted(ShareTarget target) {
        Worker w = worker;
        if (w != null) {
            w.rememberDifficulty(target.difficulty(), terms.clock().epochMillis());
        }
        // shares of an older difficulty are credited but say nothing about the one in force
        if (vardiff != null && !fixed && target.equals(current)) {
            long now = terms.clock().nanoTime();
            vardiff.onShare(now);
            evaluate(now);
        }
    }

    void onTick() {
        requestIfPending(); // the operator may have spoken
        if (vardiff != null && !fixed) {
            evaluate(terms.clock().nanoTime());
        }
    }

    private void evaluate(long now) {
        Vardiff v = vardiff;
        ShareTarget inForce = current;
        if (v == null || inForce == null) {
            return;
        }
        Difficulty proposed = v.propose(inForce.difficulty(), now);
        if (proposed != null) {
            wanted = proposed;
            requestIfPending();
        }
    }

    private void requestIfPending() {
        if (isPending()) {
            terms.redifficulty().run();
        }
    }

    /**
     * Within all bounds. The operator's word for this worker comes before what anybody else wants, and before what he said
     * of the port in general.
     */
    private Difficulty clamp(Difficulty d) {
        Difficulty ordered = worker == null ? null : worker.fixedDifficulty();
        Difficulty ports = ordered == null ? port.minimum() : null;
        return DifficultyBounds.of(
                        ports == null ? floor : floor.max(ports), clientFloor, terms.maxDifficulty(), network)
                .clamp(ordered == null ? d : ordered);
    }
}
