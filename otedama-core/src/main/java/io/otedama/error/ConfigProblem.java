package io.otedama.error;

/**
 * One mistake in a configuration.
 *
 * @param key the setting, as the user wrote it ({@code stratum.listen}, {@code --address})
 * @param problem what is wrong with it; never contains a secret
 * @param remedy what to do about it
 */
public record ConfigProblem(String key, String problem, String remedy) {
    @Override
    public String toString() {
        return key + ": " + problem + ". " + remedy;
    }
}
