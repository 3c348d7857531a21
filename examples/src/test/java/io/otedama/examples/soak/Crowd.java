package io.otedama.examples.soak;

import io.otedama.examples.soak.HonestMiner.Manner;
import java.util.Set;
import java.util.function.Function;

/** Who takes part: a hundred connections at a time. */
final class Crowd {
    /** Peers of all kinds together. */
    static final int SIZE = 100;

    /** Expected hashes per share: 16. */
    private static final String EASY = "d=3.7e-9";

    private static final String VARDIFF = "x";
    private static final int HASHES_PER_SECOND = 2_000;
    private static final int HUNTER_HASHES_PER_SECOND = 50_000;
    private static final int BATCH = 48;

    private static final Set<String> EARNING = Set.of(
            "vardiff",
            "vardiff-roll",
            "string",
            "paced",
            "fragment",
            "fragment-string",
            "pipeline",
            "pipeline-string",
            "flood-credited");

    private final Swarm swarm;
    private int count;

    private Crowd(Swarm swarm) {
        this.swarm = swarm;
    }

    static void join(Swarm swarm) {
        Crowd crowd = new Crowd(swarm);
        crowd.addHonest();
        crowd.addOthers();
        if (crowd.count != SIZE) {
            throw new IllegalStateException("the crowd has " + crowd.count);
        }
    }

    /** True for the workers that find shares often enough to have some after seconds. */
    static boolean mustBeCredited(String worker) {
        return EARNING.contains(worker.substring(0, Math.max(0, worker.indexOf('.'))));
    }

    private void addHonest() {
        Manner vardiff = Manner.paced(VARDIFF, HASHES_PER_SECOND);
        Manner easy = Manner.paced(EASY, HASHES_PER_SECOND);
        honest(10, "vardiff", vardiff);
        honest(4, "vardiff-roll", vardiff.rollingVersion());
        honest(6, "string", easy.withStringIds());
        honest(6, "paced", easy);
        honest(4, "fragment", easy.inFragments());
        honest(4, "fragment-string", easy.inFragments().withStringIds().rollingVersion());
        honest(6, "pipeline", easy.pipelined(BATCH));
        honest(6, "pipeline-string", easy.pipelined(BATCH).withStringIds());
        honest(2, "hunter", Manner.paced(MinerPeer.NETWORK, HUNTER_HASHES_PER_SECOND));
    }

    private void addOthers() {
        add(4, name -> new Flooder(swarm, "flood-low." + name, MinerPeer.NETWORK));
        add(2, name -> new Flooder(swarm, "flood-credited." + name, MinerPeer.EVERY_HASH));
        add(8, name -> new Cheat(swarm, "cheat." + name, EASY));
        add(8, name -> new GarbageSender(swarm, "garbage." + name));
        add(6, name -> new SlowReader(swarm, "slow." + name));
        add(3, name -> new HalfOpen(swarm, "silent." + name, HalfOpen.Manner.SILENT));
        add(3, name -> new HalfOpen(swarm, "half." + name, HalfOpen.Manner.HALF_A_LINE));
        add(2, name -> new HalfOpen(swarm, "drip." + name, HalfOpen.Manner.DRIPPING));
        add(2, name -> new ShortVisitor(swarm, "idle." + name, ShortVisitor.Manner.IDLE));
        add(7, name -> new ShortVisitor(swarm, "storm." + name, ShortVisitor.Manner.STORMING));
        add(7, name -> new ShortVisitor(swarm, "quit." + name, ShortVisitor.Manner.IN_FLIGHT));
    }

    private void honest(int peers, String kind, Manner manner) {
        add(peers, name -> new HonestMiner(swarm, kind + '.' + name, manner));
    }

    private void add(int peers, Function<String, Peer> maker) {
        for (int i = 0; i < peers; i++) {
            swarm.add(maker.apply(Integer.toString(count++)));
        }
    }
}
