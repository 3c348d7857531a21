package io.otedama.bench.attack;

import java.nio.file.Path;
import java.util.List;

/** The settings of a pool that is attacked: those of any operator, but that shares are easy and nobody is exempt. */
final class VictimSettings {
    /** One hash in 256 is a share: enough for flooders to miss, little enough for miners to hit. */
    static final String DIFFICULTY = "0.000000059604644775390625";

    /** Nobody is exempt: attackers and miners share a machine. */
    private static final List<String> GUARD = List.of("guard:", "  exempt: []");

    private VictimSettings() {}

    /**
     * As {@code run --config} reads them.
     *
     * @param node URL of the coin daemon
     * @param data where the pool keeps its journal
     * @param more lines that are added as they are
     */
    static String yaml(String node, Path data, List<String> more) {
        StringBuilder text = new StringBuilder();
        text.append("nodes:\n  - \"").append(node).append("\"\n");
        text.append("address: bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4\n");
        text.append("listen: 127.0.0.1:0\n");
        text.append("sv2: 127.0.0.1:0\n");
        text.append("sv2Acknowledge: 1\n");
        text.append("difficulty: ").append(DIFFICULTY).append('\n');
        text.append("data: \"").append(data).append("\"\n");
        GUARD.forEach(line -> text.append(line).append('\n'));
        more.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
