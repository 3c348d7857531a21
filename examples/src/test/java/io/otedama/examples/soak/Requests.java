package io.otedama.examples.soak;

import io.otedama.chain.Work;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The requests of one connection that wait for their one answer, by id as JSON. The swarm's thread only. */
final class Requests {
    /** Code of a positive answer, beside the error codes of the protocol. */
    static final int OK = 0;

    private final Map<String, Request> open = new LinkedHashMap<>();

    /**
     * What was asked.
     *
     * @param answers codes of the answers that are right
     * @param work what is credited when the answer is yes; zero when it is no share
     */
    record Request(String what, Set<Integer> answers, Work work) {
        boolean mayBeCredited() {
            return !work.equals(Work.ZERO) && answers.contains(OK);
        }
    }

    void sent(String id, Request request) {
        if (open.put(id, request) != null) {
            throw new IllegalStateException("id " + id + " is used twice by the test itself");
        }
    }

    /** The request that is answered; null when none of that id is open: then the answer is one too many. */
    Request answered(String id) {
        return open.remove(id);
    }

    int count() {
        return open.size();
    }

    Set<String> ids() {
        return open.keySet();
    }

    /** The connection is gone: what was under way, of which nobody knows how it ended. */
    Collection<Request> abandon() {
        List<Request> left = List.copyOf(open.values());
        open.clear();
        return left;
    }
}
