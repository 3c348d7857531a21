package io.otedama.session;

/** Hears who names which account from where. Called on event loops, must not block. */
public interface LoginObserver {
    /** Hears nothing. */
    LoginObserver NONE = new LoginObserver() {
        @Override
        public void onLogin(String address, String account, boolean admitted) {}

        @Override
        public void onMined(String address, String account) {}
    };

    /**
     * A miner has named an account.
     *
     * @param address as {@link MinerConnection#remoteAddress()} says
     */
    void onLogin(String address, String account, boolean admitted);

    /** The first share since a login has been credited, on a connection that mines for this account. */
    void onMined(String address, String account);
}
