package io.otedama.examples.soak;

import io.otedama.chain.Work;
import java.util.Map;
import java.util.TreeMap;

/** What one worker saw over all its connections. Written by the swarm's thread, read after its end. */
final class Tally {
    long accepted;
    Work acceptedWork = Work.ZERO;

    /** Shares whose connection ended before their answer: each may have been credited or not. */
    long uncertain;

    Work uncertainWork = Work.ZERO;
    long answers;
    long opened;
    long closedByPool;

    /** Answers to submits by code. */
    final Map<Integer, Long> codes = new TreeMap<>();

    void answered(Requests.Request request, int code) {
        answers++;
        if (!request.work().equals(Work.ZERO)) {
            codes.merge(code, 1L, Long::sum);
            if (code == Requests.OK) {
                accepted++;
                acceptedWork = acceptedWork.plus(request.work());
            }
        }
    }

    void abandoned(Requests.Request request) {
        if (request.mayBeCredited()) {
            uncertain++;
            uncertainWork = uncertainWork.plus(request.work());
        }
    }

    void add(Tally other) {
        accepted += other.accepted;
        acceptedWork = acceptedWork.plus(other.acceptedWork);
        uncertain += other.uncertain;
        uncertainWork = uncertainWork.plus(other.uncertainWork);
        answers += other.answers;
        opened += other.opened;
        closedByPool += other.closedByPool;
        other.codes.forEach((code, count) -> codes.merge(code, count, Long::sum));
    }

    @Override
    public String toString() {
        return "connections " + opened + " (closed by the pool " + closedByPool + "), answers " + answers
                + ", accepted " + accepted + ", uncertain " + uncertain + ", submits by code " + codes;
    }
}
