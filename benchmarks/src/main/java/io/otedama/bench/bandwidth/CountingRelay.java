package io.otedama.bench.bandwidth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Passes one connection on to a server and counts its bytes, as they are on the wire, without those of TCP and IP. */
final class CountingRelay implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();

    CountingRelay(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        daemon("relay", this::accept);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Bytes from the miner to the pool so far. */
    long up() {
        return up.get();
    }

    /** Bytes from the pool to the miner so far. */
    long down() {
        return down.get();
    }

    private void accept() {
        try (Socket miner = listening.accept();
                Socket pool = new Socket(server.getAddress(), server.getPort())) {
            miner.setTcpNoDelay(true);
            pool.setTcpNoDelay(true);
            daemon("relay-down", () -> copy(pool, miner, down));
            copy(miner, pool, up);
        } catch (IOException e) {
            up.compareAndSet(0, 0); // one of the two has ended: nothing more to count
        }
    }

    private static void copy(Socket from, Socket to, AtomicLong count) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count.addAndGet(read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            count.addAndGet(0); // ended
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
