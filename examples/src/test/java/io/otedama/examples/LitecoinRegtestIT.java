package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons start, agree, fail and come back: the ground that the other tests on them stand on. */
@Timeout(120)
class LitecoinRegtestIT {
    private static final String GENESIS = "530827f38f93b43ed12af0b3ad25a288dc02ed74d6d7857862df51fc56c416f9";
    private static final Map<String, Object> RULES = Map.of("rules", List.of("segwit", "mweb"));

    @TempDir
    private Path directory;

    @Test
    void threeDaemonsAgreeAndOneComesBackAfterBeingKilled() {
        try (LitecoinRegtest chain = LitecoinRegtest.start(directory, 3)) {
            assertThat(chain.node(0).call("getblockhash", 0).asText()).isEqualTo(GENESIS);
            chain.node(0).call("createwallet", "w");
            List<String> blocks = chain.mine(0, "w", 10);
            chain.awaitSameTip();
            assertThat(chain.node(2).tip()).isEqualTo(blocks.get(9));

            chain.node(1).kill();
            assertThat(chain.node(1).isRunning()).isFalse();
            JsonNode template = chain.node(0).call("getblocktemplate", RULES);
            assertThat(template.path("height").asInt()).isEqualTo(11);
            String next = chain.mine(0, "w", 1).get(0);
            chain.restart(1);
            chain.awaitSameTip();
            assertThat(chain.node(1).tip()).isEqualTo(next);

            chain.node(2).stop();
            chain.restart(2);
            chain.awaitSameTip();
            assertThat(chain.node(2).height()).isEqualTo(11);
        }
    }

    @Test
    void aPegInMakesTheFirstTemplateWithAnExtensionBlock() {
        try (LitecoinRegtest chain = LitecoinRegtest.start(directory, 2)) {
            chain.fundedWallet(0, "w");
            chain.mine(0, "w", LitecoinRegtest.MWEB_HEIGHT - 1 - chain.node(0).height());
            String pegIn = chain.pegIn(0, "w");
            JsonNode template = chain.node(0).call("getblocktemplate", RULES);
            assertThat(template.path("height").asInt()).isEqualTo(LitecoinRegtest.MWEB_HEIGHT);
            assertThat(template.path("mweb").asText()).isNotEmpty();
            assertThat(template.path("transactions").findValuesAsText("txid")).contains(pegIn);
        }
    }
}
