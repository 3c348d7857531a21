package io.otedama.security;

import io.otedama.error.PoolException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate chain and the private key that belongs to it, checked against each other. Immutable; shows no secret. */
public final class TlsMaterial {
    /** Longest file of either kind. */
    public static final int MAX_FILE_BYTES = 65_536;

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String KEY_FILE = "TLS key file";
    private static final byte[] PROBE = {'o', 't', 'e', 'd', 'a', 'm', 'a'};

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final Instant expiresAt;

    private TlsMaterial(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.expiresAt = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * Reads both files. Blocks.
     *
     * @throws PoolException when a file cannot be read, the key is open to others, or the two do not fit; with what to do
     */
    public static TlsMaterial read(TlsFiles files) {
        List<X509Certificate> chain = chain(files.certificates());
        PrivateKey key = key(files.key());
        if (!fits(chain.get(0).getPublicKey(), key)) {
            throw new PoolException("the key in " + files.key() + " is not that of the first certificate in "
                    + files.certificates() + "; the server's certificate comes first, and both files belong together");
        }
        return new TlsMaterial(chain, key);
    }

    // ---- certificates

    private static List<X509Certificate> chain(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemReader.Block block : PemReader.blocks(readAll(file))) {
                if (block.label().equals(CERTIFICATE)) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
            requireLinked(chain);
        } catch (NoSuchFileException e) {
            throw new PoolException("there is no certificate file " + file, e);
        } catch (IOException e) {
            throw new PoolException("the certificate file " + file + " cannot be read: " + e, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PoolException("the certificate file " + file + " cannot be used: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new PoolException("the certificate file " + file
                    + " holds no certificate; it begins with -----BEGIN CERTIFICATE-----");
        }
        return chain;
    }

    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new IOException("it has more than " + MAX_FILE_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static void requireLinked(List<X509Certificate> chain) throws GeneralSecurityException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new CertificateException(
                        "certificate " + (i + 1) + " is not signed by the one that follows it", e);
            }
        }
    }

    // ---- the key

    private static PrivateKey key(Path file) {
        byte[] pem;
        try {
            pem = SecretFile.read(file, KEY_FILE, MAX_FILE_BYTES);
        } catch (NoSuchFileException e) {
            throw new PoolException("there is no " + KEY_FILE + " " + file, e);
        } catch (IOException e) {
            throw new PoolException("the " + KEY_FILE + " " + file + " cannot be read: " + e, e);
        }
        try {
            return key(PemReader.blocks(pem));
        } catch (IllegalArgumentException e) {
            throw new PoolException("the " + KEY_FILE + " " + file + " " + e.getMessage(), e);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    private static PrivateKey key(List<PemReader.Block> blocks) {
        try {
            for (PemReader.Block block : blocks) {
                if (block.label().equals(PRIVATE_KEY)) {
                    return decode(new PKCS8EncodedKeySpec(block.content()));
                }
            }
        } finally {
            blocks.forEach(PemReader.Block::erase);
        }
        boolean other = blocks.stream().anyMatch(block -> block.label().endsWith(PRIVATE_KEY));
        throw new IllegalArgumentException(
                other
                        ? "has its key in another form; run: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEWFILE"
                        : "holds no key; it begins with -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey decode(PKCS8EncodedKeySpec spec) {
        PrivateKey ec = decode("EC", spec);
        PrivateKey key = ec == null ? decode("RSA", spec) : ec;
        if (key == null) {
            throw new IllegalArgumentException("holds a key that is neither RSA nor EC, or is damaged");
        }
        return key;
    }

    private static @Nullable PrivateKey decode(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** True when what the one signs the other verifies. */
    private static boolean fits(PublicKey verifies, PrivateKey signs) {
        if (!verifies.getAlgorithm().equals(signs.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(signs.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(signs);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(verifies);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    // ---- what it holds

    /** The server's certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    /** When the first certificate of the chain expires. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** True when every certificate of the chain is valid then. */
    public boolean isValidAt(Instant time) {
        return chain.stream()
                .noneMatch(
                        certificate -> time.isBefore(certificate.getNotBefore().toInstant())
                                || time.isAfter(certificate.getNotAfter().toInstant()));
    }

    @Override
    public String toString() {
        return chain.get(0).getSubjectX500Principal() + " until " + expiresAt;
    }
}
