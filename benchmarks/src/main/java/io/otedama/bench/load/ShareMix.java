package io.otedama.bench.load;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Of what kinds the submits are: a weight for each kind. Immutable. */
public final class ShareMix {
    private static final int MAX_WEIGHT = 1_000_000;

    private final Map<ShareKind, Integer> weights;
    private final int sum;

    private ShareMix(Map<ShareKind, Integer> weights) {
        this.weights = new EnumMap<>(weights);
        this.sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Nothing but shares that should be accepted. */
    public static ShareMix onlyGood() {
        return new ShareMix(Map.of(ShareKind.GOOD, 1));
    }

    /**
     * Reads {@code good=95,stale=5}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static ShareMix parse(String text) {
        Map<ShareKind, Integer> weights = new EnumMap<>(ShareKind.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.trim().split("=", -1);
            weights.put(kind(pair[0]), weight(part, pair.length == 2 ? pair[1] : ""));
        }
        weights.values().removeIf(weight -> weight == 0);
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("a mix needs a kind with a weight above 0");
        }
        return new ShareMix(weights);
    }

    private static ShareKind kind(String name) {
        try {
            return ShareKind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is none of good, low, duplicate, stale, malformed", e);
        }
    }

    private static int weight(String part, String digits) {
        if (digits.matches("\\d{1,7}") && Integer.parseInt(digits) <= MAX_WEIGHT) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException("'" + part + "' is not KIND=WEIGHT with a weight of 0 to " + MAX_WEIGHT);
    }

    /** True when no share is meant to be rejected. */
    public boolean isOnlyGood() {
        return weights.keySet().equals(Map.of(ShareKind.GOOD, 1).keySet());
    }

    ShareKind draw(SplittableRandom random) {
        int at = random.nextInt(sum);
        for (Map.Entry<ShareKind, Integer> entry : weights.entrySet()) {
            at -= entry.getValue();
            if (at < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    @Override
    public String toString() {
        return weights.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
