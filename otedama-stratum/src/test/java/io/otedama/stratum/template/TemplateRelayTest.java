package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockTemplate;
import io.otedama.spi.TemplateUpdate;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in charge, and that heights stay sane. */
class TemplateRelayTest {
    private static final TemplateProviderConfig CONFIG =
            TemplateProviderConfig.plain("127.0.0.1", 8442).withPatience(Duration.ofSeconds(5));

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final List<TemplateUpdate> updates = new ArrayList<>();
    private final TemplateRelay relay = new TemplateRelay(CONFIG, clock, (where, error, fatal) -> {}, () -> {});

    @BeforeEach
    void subscribe() {
        relay.subscribe(updates::add);
    }

    private void node(int height, int salt, boolean reorg) {
        relay.onNode(new TemplateUpdate(SampleTemplates.on(height, salt), reorg, "node"));
    }

    private BlockTemplate provider(int height, int salt, boolean reorg) {
        BlockTemplate template = SampleTemplates.on(height, salt);
        relay.onProvider(template, reorg);
        return template;
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        relay.check();
    }

    private List<String> sources() {
        return updates.stream()
                .map(u -> (u.source().equals("node") ? "n" : "p") + u.template().height() + (u.reorg() ? "r" : ""))
                .toList();
    }

    @Test
    void theNodesTemplatesAreNotPassedOnWhileTheProviderWorks() {
        node(100, 1, false);
        provider(100, 1, false);
        node(101, 1, false);
        provider(101, 1, false);
        pass(60);
        assertThat(sources()).containsExactly("p100", "p101");
        assertThat(relay.trouble()).isEmpty();
    }

    @Test
    void aProviderThatNeverComesIsReplacedWhenPatienceEnds() {
        node(100, 1, false);
        pass(4);
        assertThat(updates).isEmpty();
        pass(1);
        node(101, 1, false);
        assertThat(sources()).containsExactly("n100", "n101");
        assertThat(relay.trouble()).contains("work comes from the node");
    }

    @Test
    void aLostProviderComesBackWithItsFirstTemplate() {
        provider(100, 1, false);
        node(100, 1, false);
        relay.onProviderLost("closed");
        pass(4);
        assertThat(sources()).containsExactly("p100");
        pass(1);
        node(101, 1, false);
        provider(101, 1, false);
        node(102, 1, false);
        assertThat(sources()).containsExactly("p100", "n100", "n101", "p101");
    }

    @Test
    void aProviderThatLagsBehindTheNodeIsReplacedUntilItHasCaughtUp() {
        provider(100, 1, false);
        node(101, 1, false);
        pass(5);
        provider(100, 2, true);
        assertThat(sources()).containsExactly("p100", "n101");
        assertThat(relay.trouble()).contains("is behind, at height 100");
        provider(101, 1, false);
        assertThat(sources()).containsExactly("p100", "n101", "p101");
        assertThat(relay.trouble()).isEmpty();
    }

    @Test
    void aNodeThatIsLowerDoesNotTakeOverBeforeItHasCaughtUp() {
        provider(200, 1, false);
        relay.onProviderLost("closed");
        node(150, 1, true);
        pass(60);
        node(151, 1, true);
        assertThat(sources()).containsExactly("p200");
        node(200, 3, false);
        assertThat(sources()).containsExactly("p200", "n200");
    }

    @Test
    void theHeightGoesBackOnlyForTheSourceThatWasThere() {
        provider(100, 1, false);
        provider(99, 2, true);
        assertThat(sources()).containsExactly("p100", "p99r");
        relay.onProviderLost("closed");
        node(99, 2, false);
        pass(5);
        node(98, 3, true);
        assertThat(sources()).containsExactly("p100", "p99r", "n99", "n98r");
    }

    @Test
    void nothingIsPassedOnAfterClose() {
        relay.close();
        provider(100, 1, false);
        assertThat(updates).isEmpty();
    }
}
