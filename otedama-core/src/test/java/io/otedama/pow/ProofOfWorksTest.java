package io.otedama.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofOfWorksTest {
    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path services;

    @AfterEach
    void usualClassLoader() {
        Thread.currentThread().setContextClassLoader(usual);
    }

    @Test
    void builtInAlgorithmsAreFoundByName() {
        assertThat(ProofOfWorks.byName("sha256d")).isInstanceOf(Sha256dProofOfWork.class);
        assertThat(ProofOfWorks.byName("scrypt")).isInstanceOf(ScryptProofOfWork.class);
        assertThat(ProofOfWorks.load().names()).containsExactly("scrypt", "sha256d");
    }

    @Test
    void everyKnownNetworksAlgorithmExists() {
        assertThat(Network.known()).allSatisfy(network -> ProofOfWorks.byName(network.algorithm()));
    }

    @Test
    void anUnknownNameListsTheAvailableOnes() {
        assertThatThrownBy(() -> ProofOfWorks.byName("SHA256d"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no proof of work is called 'SHA256d'")
                .hasMessageContaining("scrypt, sha256d");
    }

    @Test
    void aThirdPartysAlgorithmIsFoundThroughTheServiceLoader() throws IOException {
        offer(TripledProofOfWork.class.getName());
        assertThat(ProofOfWorks.byName("tripled")).isInstanceOf(TripledProofOfWork.class);
        assertThat(ProofOfWorks.load().names()).containsExactly("scrypt", "sha256d", "tripled");
    }

    @Test
    void aProviderThatCannotBeLoadedIsNamed() throws IOException {
        offer("nowhere.MissingProofOfWork");
        assertThatThrownBy(ProofOfWorks::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere.MissingProofOfWork")
                .hasCauseInstanceOf(ServiceConfigurationError.class);
    }

    @Test
    void aClashOfNamesIsAnError() {
        assertThatThrownBy(() -> ProofOfWorks.of(List.of(new ScryptProofOfWork())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("are called 'scrypt'");
        assertThatThrownBy(() -> ProofOfWorks.of(List.of(new TripledProofOfWork(), new TripledProofOfWork())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("are called 'tripled'");
    }

    @Test
    void aNameThatNobodyCanWriteIsAnError() {
        for (String name : new String[] {"", "Scrypt2", "a b", "x".repeat(33), "-a"}) {
            assertThatThrownBy(() -> ProofOfWorks.of(List.of(new TripledProofOfWork(name))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("calls itself '" + name + "'");
        }
    }

    private void offer(String provider) throws IOException {
        Path file = services.resolve("META-INF/services/" + ProofOfWork.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, provider);
        URL[] path = {services.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, usual));
    }
}
