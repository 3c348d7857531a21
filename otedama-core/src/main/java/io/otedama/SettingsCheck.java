package io.otedama;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.error.ConfigProblem;
import io.otedama.job.JobFactory;
import io.otedama.session.SessionTerms;
import io.otedama.spi.BootRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds every mistake in a pool's settings that can be seen without the network. */
final class SettingsCheck {
    private SettingsCheck() {}

    static List<ConfigProblem> problems(PoolBuilder b) {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, b.node != null, "node", "is missing", "Give the pool a CoinNode");
        check(problems, b.payoutAddress != null, "payoutAddress", "is missing", "Give an address of the mined network");
        check(problems, !b.frontEnds.isEmpty(), "frontEnd", "is missing", "Add a StratumServer or another front end");
        checkValues(problems, b);
        if (b.network != null && b.payoutAddress != null) {
            checkAddress(problems, b.payoutAddress, b.network);
        }
        return problems;
    }

    private static void checkValues(List<ConfigProblem> problems, PoolBuilder b) {
        check(
                problems,
                b.floor().compareTo(b.maxDifficulty) <= 0,
                "difficultyBounds",
                "minimum " + b.floor() + " is above maximum " + b.maxDifficulty,
                "Swap them");
        check(
                problems,
                !b.startTimeout.isNegative() && !b.startTimeout.isZero(),
                "startTimeout",
                "is " + b.startTimeout,
                "Use a positive duration");
        check(problems, b.maxWorkers > 0, "maxWorkers", "is " + b.maxWorkers, "Use at least 1");
        check(
                problems,
                SessionTerms.isUsableMask(b.versionMask),
                "versionMask",
                "is " + String.format("%08x", b.versionMask),
                "Use neighbouring bits within 1fffffe0, or 0 for no version rolling");
        check(problems, b.maturity > 0, "maturity", "is " + b.maturity, "Use at least 1");
        checkPayouts(problems, b);
        check(
                problems,
                b.name.matches("[ -~]{1," + BootRecord.MAX_NAME_CHARS + "}"),
                "name",
                "'" + b.name + "' is empty, not ASCII or too long",
                "Use 1 to " + BootRecord.MAX_NAME_CHARS + " ASCII characters");
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(b.coinbaseTag);
        check(
                problems,
                ascii && b.coinbaseTag.length() <= JobFactory.maxTagBytes(),
                "coinbaseTag",
                "'" + b.coinbaseTag + "' is not ASCII or too long",
                "Use at most " + JobFactory.maxTagBytes() + " ASCII characters");
    }

    private static void checkPayouts(List<ConfigProblem> problems, PoolBuilder b) {
        if (b.payout != null) {
            problems.addAll(b.payout.problems());
        }
        if (b.wallet != null) {
            check(problems, b.payout != null, "payments", "have no payout terms", "Say how rewards are shared: payout");
            problems.addAll(b.payments.problems());
        }
    }

    private static void checkAddress(List<ConfigProblem> problems, String address, Network network) {
        try {
            Address.parse(address, network);
        } catch (AddressException e) {
            problems.add(new ConfigProblem(
                    "payoutAddress", String.valueOf(e.getMessage()), "Give an address of " + network.name()));
        }
    }

    private static void check(List<ConfigProblem> problems, boolean holds, String key, String problem, String remedy) {
        if (!holds) {
            problems.add(new ConfigProblem(key, problem, remedy));
        }
    }
}
