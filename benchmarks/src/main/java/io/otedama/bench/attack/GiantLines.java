package io.otedama.bench.attack;

import java.util.Arrays;

/** Lines that never end, and lines just as long as a pool may take. */
final class GiantLines implements Attack {
    private static final int PIECE_BYTES = 8_192;

    /** What the pool under attack takes as one line unless it is told otherwise. */
    private static final int LINE_CAP_BYTES = 16_384;

    @Override
    public String name() {
        return "giant-lines";
    }

    @Override
    public String description() {
        return "lines without an end, and lines at the cap";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        byte[] piece = new byte[PIECE_BYTES];
        Arrays.fill(piece, (byte) 'a');
        byte[] start = "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\""
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, piece, 0, start.length);
        if (wire.number % 2 == 0) {
            return new Pump(wire, piece, piece);
        }
        byte[] end = new byte[LINE_CAP_BYTES - PIECE_BYTES + 1];
        Arrays.fill(end, (byte) 'a');
        end[end.length - 4] = '"';
        end[end.length - 3] = ']';
        end[end.length - 2] = '}';
        end[end.length - 1] = '\n';
        return new Pump(wire, piece, end);
    }

    private static final class Pump implements Attacker {
        private final AttackWire wire;
        private final byte[] first;
        private final byte[] second;
        private boolean begun;

        Pump(AttackWire wire, byte[] first, byte[] second) {
            this.wire = wire;
            this.first = first;
            this.second = second;
        }

        @Override
        public void onTurn() {
            if (wire.send(begun ? second : first)) {
                begun = !begun;
            }
        }
    }
}
