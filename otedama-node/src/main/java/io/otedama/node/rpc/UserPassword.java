package io.otedama.node.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A fixed user name and password ({@code rpcuser}, {@code rpcpassword}). */
final class UserPassword implements Credentials {
    private final String user;
    private final String authorization;

    UserPassword(String user, String password) {
        this.user = user;
        this.authorization = basic(user + ":" + password);
    }

    /** Basic authentication of the text {@code user:password}. */
    static String basic(String userColonPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userColonPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String authorization() {
        return authorization;
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
