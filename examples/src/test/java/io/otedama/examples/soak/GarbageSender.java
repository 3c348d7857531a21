package io.otedama.examples.soak;

import io.otedama.chain.Work;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sends what is no Stratum, sometimes between requests that are; the pool answers, counts and in the end hangs up. */
final class GarbageSender extends Peer {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int NO_SUCH_METHOD = -3;
    private static final int HUGE_LINE_BYTES = 40_000;
    private static final int MAX_RANDOM_BYTES = 3_000;
    private static final int NESTING = 500;

    private long lastNs;

    GarbageSender(Swarm swarm, String name) {
        super(swarm, name);
    }

    @Override
    boolean stays() {
        return false;
    }

    @Override
    boolean sendsGarbage() {
        return true;
    }

    @Override
    void onConnected() {
        if (random.nextBoolean()) {
            control("mining.subscribe", "[]");
        }
    }

    @Override
    void onTick(long nowNs) {
        if (nowNs - lastNs > PAUSE_NS) {
            lastNs = nowNs;
            send();
        }
    }

    private void send() {
        switch (random.nextInt(12)) {
            case 0 -> {
                byte[] noise = new byte[1 + random.nextInt(MAX_RANDOM_BYTES)];
                random.nextBytes(noise);
                raw(noise);
            }
            case 1 -> raw("[" + "7,".repeat(HUGE_LINE_BYTES / 2));
            case 2 -> raw("GET / HTTP/1.1\r\nHost: pool\r\nUser-Agent: soak\r\n\r\n");
            case 3 -> raw("{\"method\":\"mining.submit\",\"params\":[\"a\",\n");
            case 4 -> raw("{\"method\":\"x\",\"params\":" + "[".repeat(NESTING) + "]".repeat(NESTING) + "}\n");
            case 5 -> raw("\r\n\n\n{\"id\":null,\"method\":\"mining.submit\",\"params\":[1,2,3,4,5]}\n");
            case 6 -> raw("{\"id\":{\"a\":[]},\"method\":\"mining.subscribe\"}\n");
            case 7 -> raw("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n");
            case 8 -> raw("{\"id\":null,\"result\":true,\"error\":null}\n{\"\\u0069d\":null}\n");
            case 9 -> request("mining.configure", "[\"version-rolling\"]", 20);
            case 10 -> request("mining.submit", "[\"a\",\"b\",\"c\"]", 20);
            default -> request("mining." + Integer.toHexString(random.nextInt()), "{}", NO_SUCH_METHOD);
        }
    }

    private void request(String method, String params, int code) {
        request(newId(random.nextBoolean()), method, params, new Requests.Request(method, Set.of(code), Work.ZERO));
    }
}
