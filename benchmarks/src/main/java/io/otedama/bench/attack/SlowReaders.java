package io.otedama.bench.attack;

/** Miners that ask and never read what they are told: small questions with long answers. */
final class SlowReaders implements Attack {
    private static final int RECEIVE_BYTES = 2_048;
    private static final int PER_TURN = 16;

    /** Comes back with each answer. */
    private static final String LONG_ID = "\"" + "i".repeat(60) + "\"";

    private static final String QUESTION = "{\"id\":" + LONG_ID + ",\"method\":\"mining.subscribe\",\"params\":[]}\n";

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public String description() {
        return "workers that ask on and on and never read an answer";
    }

    @Override
    public int receiveBufferBytes() {
        return RECEIVE_BYTES;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Attacker() {
            @Override
            public void onOpen() {
                wire.stopReading();
                wire.send(V1Lines.subscribe() + V1Lines.authorize(2, "deaf." + wire.number));
            }

            @Override
            public void onTurn() {
                int sent = 0;
                while (sent < PER_TURN && wire.send(QUESTION)) {
                    sent++;
                }
            }
        };
    }
}
