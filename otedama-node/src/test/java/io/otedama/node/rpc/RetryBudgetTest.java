package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.node.FakeNode;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    private void spend(int retries) {
        for (int i = 0; i < retries; i++) {
            assertThat(budget.tryRetry()).isTrue();
        }
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            budget.onCall();
        }
    }

    @Test
    void whatIsSavedUpIsThereAtFirstAndNotOneMore() {
        spend(RetryBudget.MAX_SAVED_RETRIES);
        assertThat(budget.tryRetry()).isFalse();
        assertThat(budget.left()).isZero();
    }

    @Test
    void tenCallsPayForOneRetryAndNineDoNot() {
        spend(RetryBudget.MAX_SAVED_RETRIES);
        call(RetryBudget.CALLS_PER_RETRY - 1);
        assertThat(budget.tryRetry()).isFalse();
        call(1);
        assertThat(budget.left()).isEqualTo(1);
        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isFalse();
    }

    @Test
    void noMoreThanTheLimitIsSavedUp() {
        call(1_000);
        assertThat(budget.left()).isEqualTo(RetryBudget.MAX_SAVED_RETRIES);
        spend(RetryBudget.MAX_SAVED_RETRIES);
        assertThat(budget.tryRetry()).isFalse();
    }

    @Test
    void aNodeThatBreaksEveryConnectionIsHardlyAskedTwice() {
        int calls = 100;
        try (FakeNode node = new FakeNode(Network.BITCOIN_REGTEST);
                JsonRpcClient client = new JsonRpcClient(node.endpoint(), RpcLimits.DEFAULT)) {
            node.fault("getbestblockhash", FakeNode.hangUp());
            for (int i = 0; i < calls; i++) {
                assertThat(catchThrowable(() -> client.ask("getbestblockhash"))).isInstanceOf(NodeException.class);
            }
            assertThat(node.calls("getbestblockhash") - calls)
                    .isBetween(
                            RetryBudget.MAX_SAVED_RETRIES,
                            RetryBudget.MAX_SAVED_RETRIES + calls / RetryBudget.CALLS_PER_RETRY);

            node.fault("submitblock", FakeNode.hangUp());
            assertThat(catchThrowable(
                            () -> client.callUrgently(RpcLimits.SUBMIT_TIMEOUT, "submitblock", new byte[] {1})))
                    .isInstanceOf(NodeException.class);
            assertThat(node.calls("submitblock")).as("a block needs no budget").isEqualTo(2);
        }
    }
}
