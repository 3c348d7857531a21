package io.otedama.examples;

/** The engine's names of settings in the words of a settings file. */
final class EngineKeys {
    private EngineKeys() {}

    static String toSetting(String engineKey) {
        return engineKey.equals("payoutAddress") ? "address" : engineKey.replace("stratum.", "");
    }
}
