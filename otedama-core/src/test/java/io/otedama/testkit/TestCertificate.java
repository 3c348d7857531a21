package io.otedama.testkit;

import io.otedama.security.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate for {@code localhost} with its key, made on the spot, and the files that a server reads. Immutable. */
public final class TestCertificate {
    private static final Duration HOUR = Duration.ofHours(1);

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final @Nullable TestCertificate issuer;

    private TestCertificate(KeyPair keys, X509Certificate certificate, @Nullable TestCertificate issuer) {
        this.keys = keys;
        this.certificate = certificate;
        this.issuer = issuer;
    }

    /** Valid since an hour ago, for so long from now on, signed by itself. */
    public static TestCertificate of(String algorithm, String name, Duration validity) {
        return make(algorithm, name, validity, null);
    }

    /** The same, signed by {@code this}. */
    public TestCertificate issue(String algorithm, String name, Duration validity) {
        return make(algorithm, name, validity, this);
    }

    private static TestCertificate make(
            String algorithm, String name, Duration validity, @Nullable TestCertificate by) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            Instant start = now.isBefore(now.plus(validity))
                    ? now.minus(HOUR)
                    : now.plus(validity).minus(HOUR);
            X500Name subject = new X500Name("CN=" + name);
            X500Name signer = by == null
                    ? subject
                    : new X500Name(by.certificate.getSubjectX500Principal().getName());
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    signer,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(start),
                    Date.from(now.plus(validity)),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            KeyPair signing = by == null ? keys : by.keys;
            String signature = signing.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            byte[] encoded = builder.build(new JcaContentSignerBuilder(signature).build(signing.getPrivate()))
                    .getEncoded();
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new TestCertificate(keys, certificate, by);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The chain, this one first. */
    public String chainPem() {
        List<String> blocks = new ArrayList<>();
        for (TestCertificate c = this; c != null; c = c.issuer) {
            try {
                blocks.add(pem("CERTIFICATE", c.certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
        return String.join("", blocks);
    }

    /** The key as PKCS#8. */
    public String keyPem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    /** Writes both files, the key for its owner only; replaces those that are there. */
    public TlsFiles write(Path directory) throws IOException {
        TlsFiles files = new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        Files.writeString(files.certificates(), chainPem());
        writeKey(files.key(), keyPem(), "rw-------");
        return files;
    }

    /** What a client uses that believes this certificate alone. */
    public SSLContext trusting() {
        return trusting(certificate);
    }

    /** What a client uses that believes that certificate alone. */
    public static SSLContext trusting(X509Certificate only) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("server", only);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a key file with these permissions. */
    public static void writeKey(Path file, String pem, String permissions) throws IOException {
        Files.writeString(file, pem);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
