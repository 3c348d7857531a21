package io.otedama.bench.attack;

import io.otedama.bench.run.BenchResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How hard, how long, and beside whom; a picocli mixin. */
final class AttackOptions {
    private static final int MAX_WARMUP_SECONDS = 300;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "These attacks only; repeatable. Default: all.")
    private @Nullable List<String> only;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Of each attack. Default ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--quiet",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds without attack before each. Default ${DEFAULT-VALUE}.")
    private double quiet;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds before the first. Default ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(
            names = "--honest",
            paramLabel = "N",
            defaultValue = "40",
            description = "Honest miners with Stratum V1. Default ${DEFAULT-VALUE}.")
    private int honest;

    @Option(
            names = "--honest-sv2",
            paramLabel = "N",
            defaultValue = "10",
            description = "Honest miners with Stratum V2. Default ${DEFAULT-VALUE}.")
    private int honestSv2;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "Honest shares per second, all together. Default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--attackers",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections of an attack at one time, each from an address of its own."
                    + " Default ${DEFAULT-VALUE}.")
    private int attackers;

    @Option(
            names = "--connects",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Connections per second that an attack begins. Default ${DEFAULT-VALUE}.")
    private int connects;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Messages per second of an attack. Default ${DEFAULT-VALUE}.")
    private int messages;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Bytes per second of an attack. Default ${DEFAULT-VALUE}.")
    private int bytes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is random. Default ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * The attacks that are asked for.
     *
     * @param wrong hears of what is out of range, and throws
     */
    List<Attack> check(Consumer<String> wrong) {
        seconds(wrong, "--seconds", seconds, AttackLimits.MAX_SECONDS);
        seconds(wrong, "--quiet", quiet, AttackLimits.MAX_SECONDS);
        seconds(wrong, "--warmup", warmup, MAX_WARMUP_SECONDS);
        try {
            var unused = List.of(limits(), honest());
            return Attacks.named(only == null ? List.of() : only);
        } catch (IllegalArgumentException e) {
            wrong.accept(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static void seconds(Consumer<String> wrong, String option, double value, int most) {
        if (!(value >= 0.1 && value <= most)) {
            wrong.accept(option + ": " + value + " is not from 0.1 to " + most);
        }
    }

    AttackLimits limits() {
        return new AttackLimits(attackers, connects, messages, bytes);
    }

    private HonestPlan honest() {
        return new HonestPlan(honest, honestSv2, rate);
    }

    double warmup() {
        return warmup;
    }

    AttackSession session(Victim victim) {
        return new AttackSession(victim, honest(), limits(), quiet, seconds, seed);
    }

    void describe(BenchResult result, double loadAverage) {
        result.parameter("loadAverageAtStart", loadAverage);
        result.parameter("seconds", seconds);
        result.parameter("quietSeconds", quiet);
        result.parameter("warmupSeconds", warmup);
        result.parameter("honest", honest);
        result.parameter("honestSv2", honestSv2);
        result.parameter("honestSharesPerSecond", rate);
        result.parameter("attackers", attackers);
        result.parameter("connectsPerSecond", connects);
        result.parameter("messagesPerSecond", messages);
        result.parameter("bytesPerSecond", bytes);
        result.parameter("seed", seed);
    }
}
