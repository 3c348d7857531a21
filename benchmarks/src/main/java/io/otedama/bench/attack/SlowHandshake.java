package io.otedama.bench.attack;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Half-open connections: a byte a second of what begins like a handshake, of Stratum V1, of Noise, of TLS. */
final class SlowHandshake implements Attack {
    private static final long BYTE_EVERY_MILLIS = 1_000;

    /** A TLS record with a ClientHello of 512 bytes, as far as it goes. */
    private static final byte[] TLS_HELLO = HexFormat.of().parseHex("16030102000100" + "01fc0303");

    @Override
    public String name() {
        return "slow-handshakes";
    }

    @Override
    public String description() {
        return "a byte a second of a V1 line, a Noise key, a TLS hello";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        byte[] text = switch (wire.number % 3) {
            case 0 -> V1Lines.subscribe().getBytes(StandardCharsets.US_ASCII);
            case 1 -> noise(wire.random());
            default -> TLS_HELLO;
        };
        return new Trickler(wire, text);
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] key = GarbageNoise.firstAct(random);
        return java.util.Arrays.copyOf(key, key.length - 1); // never complete
    }

    private static final class Trickler implements Attacker {
        private final AttackWire wire;
        private final byte[] text;
        private int sent;

        Trickler(AttackWire wire, byte[] text) {
            this.wire = wire;
            this.text = text;
        }

        @Override
        public void onTurn() {
            boolean due = wire.millis() >= sent * BYTE_EVERY_MILLIS;
            if (due && sent < text.length && wire.send(new byte[] {text[sent]})) {
                sent++;
            }
        }
    }
}
