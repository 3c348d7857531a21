package io.otedama.security;

import java.nio.file.Path;

/**
 * Where a server's certificate and its key are.
 *
 * @param certificates PEM: the server's certificate first, then those that vouch for it, each by the next
 * @param key PEM with one unencrypted PKCS#8 key (RSA or EC) that only its owner can open
 */
public record TlsFiles(Path certificates, Path key) {}
