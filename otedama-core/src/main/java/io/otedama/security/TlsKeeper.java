package io.otedama.security;

import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's TLS certificate, kept up to date with its files while the server runs.
 *
 * <pre>
 *   TlsFiles.lookEvery   files as last time? --changed--&gt; the same twice in a row? --yes--&gt; read and check
 *                    good -&gt; ReloadingKeys.replace: connections from now on, those that exist keep theirs
 *                    bad  -&gt; the old one stays; said once in the log, and in health until it is repaired
 * </pre>
 *
 * <p>Two files are not replaced in one instant: what has changed is read only once it stands still for a look. Any thread;
 * only {@link #open} and {@link #look} read files, never a thread that serves connections.
 */
public final class TlsKeeper implements AutoCloseable {
    /** From so long before the end of its validity a certificate shows as degraded. */
    public static final Duration EXPIRES_SOON = Duration.ofDays(14);

    /** Name of the fact in health: when the certificate expires, ISO 8601, UTC. */
    public static final String EXPIRES_FACT = "certificateExpiresAt";

    private static final String NAME = "tls certificate";
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeeper.class);

    private final TlsFiles files;
    private final PoolClock clock;
    private final ReloadingKeys keyManager;
    private final SSLContext context;
    private @Nullable ScheduledExecutorService thread;

    /** The files as they were when last read, and as they were at the last look. */
    private String read;

    private String seen;
    private volatile @Nullable String trouble;

    private TlsKeeper(TlsFiles files, PoolClock clock, TlsMaterial material, String stamp) {
        this.files = files;
        this.clock = clock;
        this.keyManager = new ReloadingKeys(material);
        this.context = context(keyManager);
        this.read = stamp;
        this.seen = stamp;
    }

    /**
     * Reads the files for the first time. An expired certificate is taken, and shows in health: who mines without TLS must
     * not suffer from it.
     *
     * @param key of the setting, for the error
     * @throws ConfigurationException when they cannot be used; with what to do
     */
    public static TlsKeeper open(TlsFiles files, PoolClock clock, String key) {
        try {
            String stamp = stamp(files);
            TlsMaterial material = TlsMaterial.read(files);
            LOG.info("TLS certificate: {}", material);
            return new TlsKeeper(files, clock, material, stamp);
        } catch (ConfigurationException e) {
            throw e;
        } catch (PoolException e) {
            throw new ConfigurationException(key, String.valueOf(e.getMessage()), "Give a certificate and its key");
        }
    }

    private static SSLContext context(KeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new PoolException("this Java has no TLS: " + e, e);
        }
    }

    /** What a server that makes its own contexts gives its connections; always the newest certificate. */
    public ReloadingKeys keyManager() {
        return keyManager;
    }

    /** A server's context; its connections are always given the newest certificate. */
    public SSLContext context() {
        return context;
    }

    /** Looks at the files from now on, on a thread of its own. Harmless when repeated. */
    public synchronized void start() {
        if (thread == null) {
            ScheduledExecutorService own =
                    Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-tls"));
            thread = own;
            long lookMillis = files.lookEvery().toMillis();
            var unused = own.scheduleWithFixedDelay(this::look, lookMillis, lookMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Looks at the files, and reads them when they have changed. */
    public synchronized void look() {
        String now = stamp(files);
        boolean still = now.equals(seen);
        seen = now;
        if (still && (trouble != null || !now.equals(read))) {
            reload(now);
        }
    }

    private void reload(String stamp) {
        String problem = null;
        try {
            TlsMaterial next = TlsMaterial.read(files);
            if (next.isValidAt(now())) {
                keyManager.replace(next);
                LOG.info("TLS certificate replaced: {}", next);
            } else {
                problem = "the new certificate is not valid now: " + next;
            }
        } catch (PoolException e) {
            problem = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            problem = e.getClass().getSimpleName(); // its words may hold anything
        }
        if (problem != null && !problem.equals(trouble)) {
            LOG.warn("the new TLS certificate is not used, the old one stays: {}", problem);
        }
        trouble = problem;
        read = stamp;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.epochMillis());
    }

    /** What tells one state of the files from another; never fails. */
    private static String stamp(TlsFiles files) {
        return stamp(files.certificates()) + ' ' + stamp(files.key());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + "/" + a.size() + "/" + a.fileKey();
        } catch (IOException e) {
            return "-";
        }
    }

    /** Degraded when the files cannot be used, or the certificate expires soon. Any thread; reads no file. */
    public ComponentHealth health() {
        TlsMaterial material = keyManager.material();
        Instant now = now();
        String why = trouble;
        String detail = "valid until " + material.expiresAt();
        Status status = Status.UP;
        if (why != null) {
            detail = "the old certificate stays, " + detail + ": " + why;
            status = Status.DEGRADED;
        } else if (!material.isValidAt(now)) {
            detail = "the certificate is not valid now: " + material;
            status = Status.DEGRADED;
        } else if (now.isAfter(material.expiresAt().minus(EXPIRES_SOON))) {
            detail = "the certificate expires soon, " + detail;
            status = Status.DEGRADED;
        }
        return ComponentHealth.of(NAME, status, detail).with(EXPIRES_FACT, material.expiresAt());
    }

    /** The health of the server that uses the certificate, with the certificate's joined to it: degraded when either is. */
    public ComponentHealth joinedTo(ComponentHealth server) {
        ComponentHealth own = health();
        boolean well = own.status() == Status.UP;
        return new ComponentHealth(
                        server.component(),
                        well || server.status() == Status.DOWN ? server.status() : Status.DEGRADED,
                        well ? server.detail() : server.detail() + "; TLS: " + own.detail(),
                        server.facts(),
                        server.parts())
                .with(EXPIRES_FACT, own.facts().getOrDefault(EXPIRES_FACT, ""))
                .with(own);
    }

    /** Ends the thread. Harmless when repeated. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public String toString() {
        return keyManager.toString();
    }
}
