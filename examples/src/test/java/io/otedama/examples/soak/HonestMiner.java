package io.otedama.examples.soak;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Mines and submits as a good miner does, in one of several manners, and never disconnects. The only thing that may go wrong
 * for it is that a block comes while its share is on the way.
 */
final class HonestMiner extends MinerPeer {
    private static final int STALE = 21;
    private static final Set<Integer> ANSWERS = Set.of(Requests.OK, STALE);
    private static final int MAX_WAITING_BYTES = 1 << 14;
    private static final int MAX_FRAGMENT = 60;
    private static final int MAX_UNANSWERED = 500;

    private final Manner manner;
    private final ArrayDeque<SoakJob.Share> found = new ArrayDeque<>();
    private long lastNs = System.nanoTime();
    private double credit;

    /**
     * How a miner behaves.
     *
     * @param password difficulty options
     * @param hashesPerSecond its hash rate
     * @param batch shares that are gathered and then sent in one write; 1 with at most one unanswered
     * @param stringIds whether request ids are strings
     * @param fragmented whether its bytes leave in many small segments
     * @param rollsVersion whether it uses version rolling
     */
    record Manner(
            String password,
            int hashesPerSecond,
            int batch,
            boolean stringIds,
            boolean fragmented,
            boolean rollsVersion) {
        static Manner paced(String password, int hashesPerSecond) {
            return new Manner(password, hashesPerSecond, 1, false, false, false);
        }

        Manner pipelined(int shares) {
            return new Manner(password, hashesPerSecond, shares, stringIds, fragmented, rollsVersion);
        }

        Manner withStringIds() {
            return new Manner(password, hashesPerSecond, batch, true, fragmented, rollsVersion);
        }

        Manner inFragments() {
            return new Manner(password, hashesPerSecond, batch, stringIds, true, rollsVersion);
        }

        Manner rollingVersion() {
            return new Manner(password, hashesPerSecond, batch, stringIds, fragmented, true);
        }
    }

    HonestMiner(Swarm swarm, String name, Manner manner) {
        super(swarm, name, manner.password, manner.rollsVersion);
        this.manner = manner;
    }

    @Override
    boolean stays() {
        return true;
    }

    @Override
    int writeBytes() {
        return manner.fragmented ? 1 + random.nextInt(MAX_FRAGMENT) : Integer.MAX_VALUE;
    }

    @Override
    void mine(long nowNs) {
        pingIfQuiet(nowNs);
        search(nowNs);
        boolean mayAsk = requests.count() < (manner.batch == 1 ? 1 : MAX_UNANSWERED);
        if (mayAsk && found.size() >= manner.batch && waiting() < MAX_WAITING_BYTES) {
            for (int i = 0; i < manner.batch; i++) {
                submit("a good share", found.remove(), manner.stringIds, ANSWERS);
            }
        }
    }

    private void search(long nowNs) {
        found.removeIf(share -> !share.job().previousBlock.equals(job.previousBlock));
        credit += (nowNs - lastNs) * (double) manner.hashesPerSecond / TimeUnit.SECONDS.toNanos(1);
        credit = Math.min(credit, manner.hashesPerSecond);
        lastNs = nowNs;
        // a share ends the search early; the rest of the hashes is lost, which is no harm
        while (credit >= 1 && found.size() < manner.batch) {
            int hashes = (int) Math.min(credit, 16);
            credit -= hashes;
            SoakJob.Share share = job.search(hashes);
            if (share != null) {
                found.add(share);
            }
        }
    }
}
