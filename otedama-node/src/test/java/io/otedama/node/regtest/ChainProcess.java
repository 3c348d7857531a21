package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that mines on a chain in a directory until it is killed. */
final class ChainProcess {
    private ChainProcess() {}

    static RegtestChainBuilder builder(Path directory) {
        return RegtestChain.builder().directory(directory);
    }

    /** Says each block's hash, internal order, once it is mined. */
    public static void main(String[] arguments) {
        RegtestChain chain = builder(Path.of(arguments[0])).build();
        while (true) {
            System.out.println(chain.mineBlock().hash().toInternalHex());
            System.out.flush();
        }
    }

    /** Lets it mine, kills it (SIGKILL) in the middle and returns what it had told of. */
    static List<String> runAndKill(Path directory, int blocks) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChainProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            while (told.size() < blocks) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the process ended by itself after " + told.size() + " blocks");
                }
                told.add(line);
            }
            assertThatThrownBy(() -> builder(directory).build()).hasMessageContaining("is in use by another chain");
        } finally {
            process.destroyForcibly();
        }
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not die");
        }
        return told;
    }
}
