package io.otedama.examples;

import io.otedama.Pool;
import io.otedama.PoolState;
import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import io.otedama.stratum.StratumPort;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.TlsUse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One life of a pool in a command: starts it, tells scripts, waits until it shall end. For one thread. */
final class PoolRun implements AutoCloseable {
    private static final Set<String> LISTEN = Set.of("stratum.listen", "http.listen");

    private final PoolAssembly assembly;
    private final InetSocketAddress listen;
    private final CommandOutput output;
    private final StopSignal stop;
    private boolean brokenOff;

    PoolRun(PoolAssembly assembly, InetSocketAddress listen, CommandOutput output, StopSignal stop) {
        this.assembly = assembly;
        this.listen = listen;
        this.output = output;
        this.stop = stop;
    }

    /**
     * Returns when miners can get work; a stop signal breaks it off.
     *
     * @return false when it was broken off
     * @throws ConfigurationException when a setting does not fit the node's chain
     * @throws PoolException when it failed otherwise
     */
    boolean start() {
        Thread starter = Thread.currentThread();
        AtomicBoolean starting = new AtomicBoolean(true);
        var unused = stop.requested().thenRun(() -> {
            synchronized (starting) {
                if (starting.get()) {
                    starter.interrupt();
                }
            }
        });
        try {
            assembly.http().open(pool(), output);
            pool().start();
            output.contract("stratum: listening on "
                    + ListenAddress.show(listen, localAddress().getPort()));
            sayFurtherPorts();
            sayWhereSv2Is();
            assembly.http().announce(output);
            return true;
        } catch (ConfigurationException e) {
            throw translate(e);
        } catch (PoolException e) {
            if (stop.isRequested()) {
                brokenOff = true;
                return false;
            }
            throw e;
        } finally {
            synchronized (starting) {
                starting.set(false);
                Thread.interrupted();
            }
        }
    }

    private void sayFurtherPorts() {
        List<InetSocketAddress> addresses = assembly.server().localAddresses();
        List<StratumPort> further = assembly.further();
        for (int i = 0; i < further.size(); i++) {
            StratumPort port = further.get(i);
            output.contract("stratum: listening on "
                    + ListenAddress.show(port.listen(), addresses.get(i + 1).getPort())
                    + (port.tls() == TlsUse.REQUIRED ? " tls" : ""));
        }
    }

    private void sayWhereSv2Is() {
        Sv2Port sv2 = assembly.sv2();
        if (sv2 != null) {
            int port = assembly.server().sv2Address().getPort();
            output.contract("sv2: listening on " + ListenAddress.show(sv2.listen(), port) + " authority="
                    + assembly.server().authorityKey());
        }
    }

    /** A port that somebody else has is no mistake in the settings. */
    private static PoolException translate(ConfigurationException e) {
        boolean onlyPort = e.problems().stream().allMatch(p -> LISTEN.contains(p.key()));
        return onlyPort
                ? new PoolException(e.problems().get(0).problem() + ". "
                        + e.problems().get(0).remedy())
                : e;
    }

    /** What miners connect to. */
    StratumServer server() {
        return assembly.server();
    }

    /** Where miners connect, with the real port. */
    InetSocketAddress localAddress() {
        return assembly.server().localAddress();
    }

    Pool pool() {
        return assembly.pool();
    }

    /** Completes when the pool shall end, or has ended by itself. */
    CompletableFuture<?> ending() {
        return CompletableFuture.anyOf(stop.requested(), pool().termination());
    }

    /** Drains the pool. */
    @Override
    public void close() {
        assembly.http().close();
        pool().close();
    }

    /** After the pool was closed. */
    int exitCode() {
        return pool().state() == PoolState.FAILED && !brokenOff ? ExitCode.FAILURE : ExitCode.OK;
    }
}
