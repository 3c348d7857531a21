package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that mines and pays on a chain in a directory until it is killed. */
final class ChainProcess {
    private ChainProcess() {}

    static RegtestChainBuilder builder(Path directory) {
        return RegtestChain.builder().directory(directory).coinbaseMaturity(1);
    }

    /** What it does, over and over, it says once it is done: B and a block's hash, A and an address, T and a txid. */
    public static void main(String[] arguments) throws IOException {
        RegtestChain chain = builder(Path.of(arguments[0])).build();
        RpcCaller rpc = new RpcCaller(RegtestServer.start(chain));
        WalletUser user = new WalletUser(rpc);
        while (true) {
            say("B " + chain.mineBlock().hash());
            String address = rpc.result("getnewaddress").textValue();
            say("A " + address);
            if (chain.height() > 2) {
                say("T " + user.pay(address, "0.5"));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Lets it work, kills it (SIGKILL) in the middle and returns what it had told of. */
    static List<String> runAndKill(Path directory, int lines) throws Exception {
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
            while (told.size() < lines) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the process ended by itself after " + told.size() + " lines");
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
