package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.message.declaration.AllocateMiningJobToken;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobTokenSuccess;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJob;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJobError;
import io.otedama.stratum.v2.message.declaration.DeclareMiningJobSuccess;
import io.otedama.stratum.v2.message.declaration.ProvideMissingTransactions;
import io.otedama.stratum.v2.message.declaration.ProvideMissingTransactionsSuccess;
import io.otedama.stratum.v2.message.declaration.PushSolution;
import java.util.List;

/** Every job declaration message: made of random fields, and made again of the fields that were read. */
final class DeclarationSamples {
    private DeclarationSamples() {}

    static List<MessageSample<?>> all() {
        return List.of(
                allocateMiningJobToken(),
                allocateMiningJobTokenSuccess(),
                provideMissingTransactions(),
                provideMissingTransactionsSuccess(),
                declareMiningJob(),
                declareMiningJobSuccess(),
                declareMiningJobError(),
                pushSolution());
    }

    private static MessageSample<AllocateMiningJobToken> allocateMiningJobToken() {
        return new MessageSample<>(
                new AllocateMiningJobToken(),
                (r, out) -> AllocateMiningJobToken.encode(out, r.text(), r.u32()),
                (m, out) -> AllocateMiningJobToken.encode(out, m.userIdentifier(), m.requestId()));
    }

    private static MessageSample<AllocateMiningJobTokenSuccess> allocateMiningJobTokenSuccess() {
        return new MessageSample<>(
                new AllocateMiningJobTokenSuccess(),
                (r, out) ->
                        AllocateMiningJobTokenSuccess.encode(out, r.u32(), r.bytes(255), r.bytes(RandomFields.LONG)),
                (m, out) -> AllocateMiningJobTokenSuccess.encode(
                        out, m.requestId(), m.miningJobToken(), m.coinbaseTxOutputs()));
    }

    private static MessageSample<ProvideMissingTransactions> provideMissingTransactions() {
        return new MessageSample<>(
                new ProvideMissingTransactions(),
                (r, out) -> ProvideMissingTransactions.encode(out, r.u32(), r.ints()),
                (m, out) -> ProvideMissingTransactions.encode(
                        out, m.requestId(), RandomFields.ints(m.unknownTxPositionCount(), m::unknownTxPosition)));
    }

    private static MessageSample<ProvideMissingTransactionsSuccess> provideMissingTransactionsSuccess() {
        return new MessageSample<>(
                new ProvideMissingTransactionsSuccess(),
                (r, out) -> ProvideMissingTransactionsSuccess.encode(out, r.u32(), r.transactions()),
                (m, out) -> ProvideMissingTransactionsSuccess.encode(
                        out, m.requestId(), RandomFields.list(m.transactionCount(), m::transaction)));
    }

    private static MessageSample<DeclareMiningJob> declareMiningJob() {
        return new MessageSample<>(
                new DeclareMiningJob(),
                (r, out) -> DeclareMiningJob.encode(
                        out,
                        r.u32(),
                        r.bytes(255),
                        r.u32(),
                        r.bytes(RandomFields.LONG),
                        r.bytes(RandomFields.LONG),
                        r.hashes(300),
                        r.bytes(RandomFields.LONG)),
                (m, out) -> DeclareMiningJob.encode(
                        out,
                        m.requestId(),
                        m.miningJobToken(),
                        m.version(),
                        m.coinbaseTxPrefix(),
                        m.coinbaseTxSuffix(),
                        RandomFields.list(m.wtxidCount(), m::wtxid),
                        m.excessData()));
    }

    private static MessageSample<DeclareMiningJobSuccess> declareMiningJobSuccess() {
        return new MessageSample<>(
                new DeclareMiningJobSuccess(),
                (r, out) -> DeclareMiningJobSuccess.encode(out, r.u32(), r.bytes(255)),
                (m, out) -> DeclareMiningJobSuccess.encode(out, m.requestId(), m.newMiningJobToken()));
    }

    private static MessageSample<DeclareMiningJobError> declareMiningJobError() {
        return new MessageSample<>(
                new DeclareMiningJobError(),
                (r, out) -> DeclareMiningJobError.encode(out, r.u32(), r.text(), r.bytes(RandomFields.LONG)),
                (m, out) -> DeclareMiningJobError.encode(out, m.requestId(), m.errorCode(), m.errorDetails()));
    }

    private static MessageSample<PushSolution> pushSolution() {
        return new MessageSample<>(
                new PushSolution(),
                (r, out) -> PushSolution.encode(out, r.bytes(32), r.hash(), r.u32(), r.u32(), r.u32(), r.u32()),
                (m, out) -> PushSolution.encode(
                        out, m.extranonce(), m.prevHash(), m.nonce(), m.ntime(), m.nbits(), m.version()));
    }
}
