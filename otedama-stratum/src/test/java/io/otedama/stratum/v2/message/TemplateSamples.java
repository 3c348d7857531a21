package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.message.template.CoinbaseOutputConstraints;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionDataError;
import io.otedama.stratum.v2.message.template.RequestTransactionDataSuccess;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;
import io.otedama.stratum.v2.message.template.SubmitSolution;
import io.otedama.stratum.v2.message.template.TransactionDataRequest;
import java.util.List;

/** Every template distribution message: made of random fields, and made again of the fields that were read. */
final class TemplateSamples {
    private TemplateSamples() {}

    static List<MessageSample<?>> all() {
        return List.of(
                coinbaseOutputConstraints(),
                newTemplate(),
                setNewPrevHash(),
                requestTransactionData(),
                requestTransactionDataSuccess(),
                requestTransactionDataError(),
                submitSolution());
    }

    private static MessageSample<CoinbaseOutputConstraints> coinbaseOutputConstraints() {
        return new MessageSample<>(
                new CoinbaseOutputConstraints(),
                (r, out) -> CoinbaseOutputConstraints.encode(out, r.u32(), r.u16()),
                (m, out) -> CoinbaseOutputConstraints.encode(
                        out, m.coinbaseOutputMaxAdditionalSize(), m.coinbaseOutputMaxAdditionalSigops()));
    }

    private static MessageSample<NewTemplate> newTemplate() {
        return new MessageSample<>(
                new NewTemplate(),
                (r, out) -> NewTemplate.encode(
                        out,
                        r.u64(),
                        r.bool(),
                        r.u32(),
                        r.u32(),
                        r.bytes(8),
                        r.u32(),
                        r.u64(),
                        r.u32(),
                        r.bytes(RandomFields.LONG),
                        r.u32(),
                        r.hashes(255)),
                (m, out) -> NewTemplate.encode(
                        out,
                        m.templateId(),
                        m.futureTemplate(),
                        m.version(),
                        m.coinbaseTxVersion(),
                        m.coinbasePrefix(),
                        m.coinbaseTxInputSequence(),
                        m.coinbaseTxValueRemaining(),
                        m.coinbaseTxOutputsCount(),
                        m.coinbaseTxOutputs(),
                        m.coinbaseTxLocktime(),
                        RandomFields.list(m.merklePathNodeCount(), m::merklePathNode)));
    }

    private static MessageSample<SetNewPrevHash> setNewPrevHash() {
        return new MessageSample<>(
                new SetNewPrevHash(),
                (r, out) -> SetNewPrevHash.encode(out, r.u64(), r.hash(), r.u32(), r.u32(), r.target()),
                (m, out) -> SetNewPrevHash.encode(
                        out, m.templateId(), m.prevHash(), m.headerTimestamp(), m.nBits(), m.target()));
    }

    private static MessageSample<TransactionDataRequest> requestTransactionData() {
        return new MessageSample<>(
                new TransactionDataRequest(),
                (r, out) -> TransactionDataRequest.encode(out, r.u64()),
                (m, out) -> TransactionDataRequest.encode(out, m.templateId()));
    }

    private static MessageSample<RequestTransactionDataSuccess> requestTransactionDataSuccess() {
        return new MessageSample<>(
                new RequestTransactionDataSuccess(),
                (r, out) -> RequestTransactionDataSuccess.encode(
                        out, r.u64(), r.bytes(RandomFields.LONG), r.transactions()),
                (m, out) -> RequestTransactionDataSuccess.encode(
                        out, m.templateId(), m.excessData(), RandomFields.list(m.transactionCount(), m::transaction)));
    }

    private static MessageSample<RequestTransactionDataError> requestTransactionDataError() {
        return new MessageSample<>(
                new RequestTransactionDataError(),
                (r, out) -> RequestTransactionDataError.encode(out, r.u64(), r.text()),
                (m, out) -> RequestTransactionDataError.encode(out, m.templateId(), m.errorCode()));
    }

    private static MessageSample<SubmitSolution> submitSolution() {
        return new MessageSample<>(
                new SubmitSolution(),
                (r, out) -> SubmitSolution.encode(out, r.u64(), r.u32(), r.u32(), r.u32(), r.bytes(RandomFields.LONG)),
                (m, out) -> SubmitSolution.encode(
                        out, m.templateId(), m.version(), m.headerTimestamp(), m.headerNonce(), m.coinbaseTx()));
    }
}
