package io.otedama.bench.attack;

import java.util.List;

/** Lines that are no JSON, no object, no request, or none that makes sense. */
final class MalformedJson implements Attack {
    private static final List<String> LINES = List.of(
            "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[}\n",
            "{\"id\":{},\"method\":7,\"params\":\"x\"}\n",
            "{\"id\":1,\"method\":\"mining.submit\",\"params\":[\"a\",\"b\"]}\n",
            "{\"id\":1e999,\"method\":\"mining.authorize\",\"params\":[null,{}]}\n",
            "{\"id\":1,\"method\":\"mining.configure\",\"params\":7}\n",
            "{\"id\":1,\"method\":\"\\ud800\",\"params\":[]}\n",
            "{\"id\":1,\"method\":\"mining.submit\",\"params\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}\n",
            "{\"a\":".repeat(1_500) + "\n",
            "{\"\u00ff\u00fe\u00c0\u0080\":\u0001}\n",
            "{\"id\":1,\"method\":\"mining.suggest_difficulty\",\"params\":[\"-1e400\"]}\n",
            "{\"id\":1,\"id\":2,\"method\":\"mining.submit\",\"method\":\"x\"\n",
            "{}\n");

    private final Origin origin;

    /**
     * @param origin with a new address for each connection this is how a ban is evaded
     */
    MalformedJson(Origin origin) {
        this.origin = origin;
    }

    @Override
    public String name() {
        return origin == Origin.NEW_ADDRESS ? "ban-evasion" : "malformed-json";
    }

    @Override
    public String description() {
        return origin == Origin.NEW_ADDRESS
                ? "malformed lines, from another address after each connection that was ended"
                : "lines that are no JSON, no request, or make no sense";
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Attacker() {
            @Override
            public void onOpen() {
                if (wire.number % 2 == 0) {
                    wire.send(V1Lines.subscribe());
                }
            }

            @Override
            public void onTurn() {
                wire.send(LINES.get(wire.random().nextInt(LINES.size())));
            }
        };
    }
}
