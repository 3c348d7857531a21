package io.otedama.stratum.template;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.Protocol;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.template.CoinbaseOutputConstraints;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionDataError;
import io.otedama.stratum.v2.message.template.RequestTransactionDataSuccess;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who says what on one connection; event loop only.
 *
 * <pre>
 *   SetupConnection (protocol 2) -> .Success -> CoinbaseOutputConstraints -> NewTemplate, SetNewPrevHash ... (intake)
 * </pre>
 *
 * <p>Messages that are not known are passed over; a known one that has no place here ends the connection.
 */
final class TemplateDialog {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateDialog.class);

    /** The connection, as its dialog sees it. */
    interface Wire {
        void send(Consumer<FrameWriter> message);

        /** The provider is one that speaks the protocol. */
        void established();

        /** Ends the connection. */
        void end(String why);
    }

    private final TemplateProviderConfig config;
    private final TemplateIntake intake;
    private final Wire wire;
    private boolean running;

    private final SetupConnectionSuccess setupSuccess = new SetupConnectionSuccess();
    private final SetupConnectionError setupError = new SetupConnectionError();
    private final NewTemplate newTemplate = new NewTemplate();
    private final SetNewPrevHash setNewPrevHash = new SetNewPrevHash();
    private final RequestTransactionDataSuccess transactions = new RequestTransactionDataSuccess();
    private final RequestTransactionDataError transactionsError = new RequestTransactionDataError();

    TemplateDialog(TemplateProviderConfig config, TemplateIntake intake, Wire wire) {
        this.config = config;
        this.intake = intake;
        this.wire = wire;
    }

    boolean isRunning() {
        return running;
    }

    void start() {
        wire.send(out -> SetupConnection.encode(
                out,
                Protocol.TEMPLATE_DISTRIBUTION,
                Protocol.VERSION,
                Protocol.VERSION,
                0,
                config.host(),
                config.port(),
                "Otedama",
                "",
                "",
                ""));
    }

    void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        if (MessageType.find(extensionType, messageType) == null) {
            LOG.debug(
                    "message 0x{} of extension {} is not known",
                    Integer.toHexString(messageType),
                    FrameHeader.extensionId(extensionType));
            return;
        }
        try {
            MessageType type = MessageType.require(extensionType, messageType);
            MessageView message = view(type);
            if (message == null) {
                wire.end(type.title() + " came, which has no place " + (running ? "here" : "in a setup"));
                return;
            }
            message.wrap(payload, offset, length);
            take(type);
        } catch (FrameException e) {
            wire.end(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable MessageView view(MessageType type) {
        if (!running) {
            return switch (type) {
                case SETUP_CONNECTION_SUCCESS -> setupSuccess;
                case SETUP_CONNECTION_ERROR -> setupError;
                default -> null;
            };
        }
        return switch (type) {
            case NEW_TEMPLATE -> newTemplate;
            case TEMPLATE_SET_NEW_PREV_HASH -> setNewPrevHash;
            case REQUEST_TRANSACTION_DATA_SUCCESS -> transactions;
            case REQUEST_TRANSACTION_DATA_ERROR -> transactionsError;
            default -> null;
        };
    }

    private void take(MessageType type) {
        switch (type) {
            case SETUP_CONNECTION_SUCCESS -> onSetup();
            case SETUP_CONNECTION_ERROR -> wire.end("it refuses the connection: " + setupError.errorCode());
            case NEW_TEMPLATE -> intake.onNewTemplate(newTemplate);
            case TEMPLATE_SET_NEW_PREV_HASH -> intake.onPrevHash(setNewPrevHash);
            case REQUEST_TRANSACTION_DATA_SUCCESS -> intake.onTransactions(transactions);
            case REQUEST_TRANSACTION_DATA_ERROR -> intake.onTransactionsError(transactionsError);
            default -> throw new IllegalStateException("no view is given out for " + type);
        }
    }

    private void onSetup() {
        if (setupSuccess.usedVersion() != Protocol.VERSION) {
            wire.end("it chose version " + setupSuccess.usedVersion() + ", only " + Protocol.VERSION + " was offered");
            return;
        }
        running = true;
        wire.established();
        wire.send(out -> CoinbaseOutputConstraints.encode(out, config.outputBytes(), config.outputSigOps()));
    }
}
