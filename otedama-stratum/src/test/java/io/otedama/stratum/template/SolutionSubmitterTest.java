package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockTemplate;
import io.otedama.error.NodeException;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Found blocks on their way to the provider. */
class SolutionSubmitterTest extends ProviderRig {
    @Test
    void aSolutionOfAnEarlierTemplateGoesToThatTemplate() throws Exception {
        startServing();
        provider.publish(SampleTemplates.on(100, 1, SampleTemplates.segwit(1), SampleTemplates.legacy(2)), true);
        BlockTemplate first = awaitUpdate(1).template();
        provider.publish(SampleTemplates.on(100, 1), false);
        awaitUpdate(2);
        provider.publish(SampleTemplates.on(101, 1), true);
        awaitUpdate(3);

        byte[] block = SampleTemplates.block(first, 77);
        SubmitResult result = submit(block);

        assertThat(submitter().name()).isEqualTo("template-provider 127.0.0.1:" + provider.port());
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.reason()).contains("no answer");
        assertThat(provider.blocks.poll(10, TimeUnit.SECONDS)).isEqualTo(block);
    }

    @Test
    void aBlockOfAnotherTemplateIsNotSent() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitUpdate(1);
        SubmitResult other = submit(SampleTemplates.block(SampleTemplates.on(100, 2), 1));
        assertThat(other.outcome()).isEqualTo(Outcome.REJECTED);
        SubmitResult otherPath =
                submit(SampleTemplates.block(SampleTemplates.on(100, 1, SampleTemplates.segwit(1)), 1));
        assertThat(otherPath.outcome()).isEqualTo(Outcome.REJECTED);
        for (int length : new int[] {0, 79, 80, 81, 100}) {
            assertThat(submit(new byte[length]).outcome()).isEqualTo(Outcome.REJECTED);
        }
        assertThat(provider.blocks).isEmpty();
    }

    @Test
    void withoutAConnectionASubmissionIsToBeTriedAgain() {
        startServing();
        provider.publish(SampleTemplates.on(100, 1), true);
        BlockTemplate template = awaitUpdate(1).template();
        provider.close();
        await().until(() -> !errors.isEmpty());
        assertThatThrownBy(() -> submit(SampleTemplates.block(template, 1)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("not connected");
    }
}
