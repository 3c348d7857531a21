package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A pool's keeper as a process of its own that is killed. It saves all workers round by round without a pause and prints
 * {@code =} after each sync; the round number is how many of them came.
 */
final class SessionStoreProcess {
    static final int WORKERS = 500;

    private static final int ROUNDS_BEFORE_KILL = 20;

    private SessionStoreProcess() {}

    public static void main(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true); // tests are not public
        SessionStoreContract contract = (SessionStoreContract) constructor.newInstance();
        SessionStore store = contract.open(Path.of(arguments[1]), WORKERS);
        for (long round = 1; ; round++) {
            for (int i = 0; i < WORKERS; i++) {
                store.save("w" + i, SessionStoreContract.state(round));
            }
            store.sync();
            System.out.write('=');
            System.out.flush();
        }
    }

    /**
     * @param whileItLives called once while the process writes
     * @return the last round that the process said was synced
     */
    static long writeAndKill(Class<?> contract, Path directory, List<String> jvmArguments, Runnable whileItLives)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SessionStoreProcess.class.getName()));
        command.addAll(List.of(contract.getName(), directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long rounds = acknowledgement(process.getInputStream());
            while (rounds == 0) {
                rounds = acknowledgement(process.getInputStream());
            }
            whileItLives.run();
            while (rounds < ROUNDS_BEFORE_KILL) {
                rounds += acknowledgement(process.getInputStream());
            }
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return rounds;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Log lines may come between, but none has this sign. */
    private static int acknowledgement(InputStream output) throws IOException {
        int read = output.read();
        assertThat(read).as("the process ended by itself").isGreaterThanOrEqualTo(0);
        return read == '=' ? 1 : 0;
    }
}
