package io.otedama.spi;

import java.util.List;

class EverybodyTest extends MinerAuthenticatorContract {
    @Override
    protected MinerAuthenticator authenticator() {
        return MinerAuthenticator.everybody();
    }

    @Override
    protected List<String> spellingsOfOneAccount() {
        return List.of("alice", "alice.rig", "alice.rig.2");
    }

    @Override
    protected String anotherAccount() {
        return "bob.rig";
    }
}
