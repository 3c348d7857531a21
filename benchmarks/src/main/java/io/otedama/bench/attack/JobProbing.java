package io.otedama.bench.attack;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** Looks for jobs and extranonces of others: guessed job ids, wrong sizes, other times, subscriptions again and again. */
final class JobProbing implements Attack {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public String name() {
        return "job-probing";
    }

    @Override
    public String description() {
        return "guessed job ids, extranonces of wrong sizes, sessions of others asked for";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Prober(wire);
    }

    private static final class Prober implements Attacker {
        private static final int PER_TURN = 16;

        private final AttackWire wire;
        private final String user;
        private int id = 10;

        Prober(AttackWire wire) {
            this.wire = wire;
            this.user = "prober." + wire.number;
        }

        @Override
        public void onOpen() {
            wire.send(V1Lines.subscribe() + V1Lines.authorize(2, user));
        }

        @Override
        public void onTurn() {
            int sent = 0;
            while (sent < PER_TURN && wire.send(probe(wire.random()))) {
                sent++;
            }
        }

        private String probe(SplittableRandom random) {
            id++;
            String job = Integer.toHexString(random.nextInt(1 << (1 + random.nextInt(30))));
            return switch (random.nextInt(4)) {
                case 0 -> V1Lines.submit(id, user, job, "00".repeat(random.nextInt(16)), "00000000", "00000000");
                case 1 ->
                    V1Lines.submit(id, user, job, "0000000000000000", HEX.toHexDigits(random.nextInt()), "zzzzzzzz");
                case 2 ->
                    "{\"id\":" + id + ",\"method\":\"mining.subscribe\",\"params\":[\"x\",\""
                            + HEX.toHexDigits(random.nextInt()) + "\"]}\n";
                default ->
                    V1Lines.submit(
                            id,
                            "honest." + random.nextInt(100),
                            "1",
                            HEX.toHexDigits(random.nextLong()),
                            "ffffffff",
                            HEX.toHexDigits(random.nextInt()));
            };
        }
    }
}
