package breakwater.core;

import breakwater.core.ingest.Ingest;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;

/** Puts into outputs what is refused: events that are kept apart, intents that become no order. Allocates: never. */
final class Refusals {
    private final Frame frame;
    private final Ingest ingest;
    private final Outputs outputs;

    /** @param frame the event being worked */
    Refusals(final Frame frame, final Ingest ingest, final Outputs outputs) {
        this.frame = frame;
        this.ingest = ingest;
        this.outputs = outputs;
    }

    /** Quarantines the event as a bad command, unless it was accepted. */
    void quarantineUnless(final boolean isAccepted) {
        if (!isAccepted) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, frame.templateId(), 0);
        }
    }

    /** Quarantines the event for what a stage said of it; observed and bound are those of the ingest stage. */
    void quarantineUnlessNone(final QuarantineReason reason, final int instrumentId) {
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
        }
    }

    /** Keeps the event apart; nothing else may come of it but what its caller says. */
    void quarantine(final QuarantineReason reason, final int instrumentId, final long observed, final long bound) {
        outputs.quarantined()
                .reason(reason)
                .templateId(frame.templateId())
                .sourceId(frame.sourceId())
                .instrumentId(instrumentId)
                .observed(observed)
                .bound(bound);
        outputs.commit();
    }

    /** Tells why an intent becomes no order. */
    void reject(
            final Intent wanted,
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound,
            final long limitsVersion) {
        outputs.riskRejected()
                .signalId(wanted.signalId)
                .strategyId(wanted.strategyId)
                .instrumentId(wanted.instrumentId)
                .side(wanted.side)
                .role(wanted.role)
                .control(control.code())
                .scopeType(scopeType)
                .scopeId(scopeId)
                .price(wanted.price)
                .quantity(wanted.quantity)
                .observed(observed)
                .bound(bound)
                .limitsVersion(limitsVersion);
        outputs.commit();
    }
}
