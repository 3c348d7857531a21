package io.otedama.node.rpc;

import io.otedama.error.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .cookie} file that a node writes anew at each start: one line {@code user:password}. Read when first needed
 * and again after the node refused what was read before.
 */
final class CookieFile implements Credentials {
    /** A cookie is about 75 bytes; what is larger is not a cookie. */
    static final int MAX_BYTES = 4096;

    private final Path path;
    private volatile @Nullable String authorization;

    CookieFile(Path path) {
        this.path = path;
    }

    @Override
    public String authorization() {
        String known = authorization;
        return known != null ? known : read();
    }

    @Override
    public boolean refresh() {
        String before = authorization;
        return !read().equals(before);
    }

    private String read() {
        String line;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new NodeException("the cookie file " + path + " is larger than " + MAX_BYTES + " bytes");
            }
            line = new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            throw new NodeException("the cookie file " + path + " does not exist; is the node running?", e);
        } catch (IOException e) {
            throw new NodeException(
                    "the cookie file " + path + " cannot be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        if (line.indexOf(':') < 1 || line.indexOf('\n') >= 0) {
            throw new NodeException("the cookie file " + path + " is not one line of the form user:password");
        }
        String value = UserPassword.basic(line);
        authorization = value;
        return value;
    }

    @Override
    public String toString() {
        return "cookie file " + path;
    }
}
