package breakwater.core;

import breakwater.core.ingest.Ingest;
import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.TradingSessionDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.reference.Venues;
import breakwater.core.risk.PreTradeGate;

/**
 * What the world is made of: venues, accounts, instruments, sources, each by its definition. Thread: core. Allocates: the
 * names that it keeps.
 */
final class Definitions {
    private final Decoders decoders;
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final Sources sources;
    private final Ingest ingest;
    private final Positions positions;
    private final Monitor monitor;
    private final PreTradeGate gate;
    private final Outputs outputs;
    private final Refusals refusals;

    Definitions(final Stages stages) {
        decoders = stages.decoders;
        instruments = stages.instruments;
        venues = stages.venues;
        accounts = stages.accounts;
        sources = stages.sources;
        ingest = stages.ingest;
        positions = stages.positions;
        monitor = stages.monitor;
        gate = stages.gate;
        outputs = stages.outputs;
        refusals = stages.refusals;
    }

    /** Works the event if it is a definition; returns false, having done nothing, if it is none. */
    boolean apply(final Frame frame) {
        switch (frame.templateId()) {
            case VenueDefinitionDecoder.TEMPLATE_ID:
                refusals.quarantineUnless(venues.define(decoders.venueDefinition(frame)));
                gate.onDefined();
                return true;
            case AccountDefinitionDecoder.TEMPLATE_ID:
                onAccountDefinition(decoders.accountDefinition(frame));
                return true;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                refusals.quarantineUnless(instruments.define(decoders.instrumentDefinition(frame)));
                ingest.onInstrumentDefined();
                gate.onDefined();
                return true;
            case TradingSessionDecoder.TEMPLATE_ID:
                onTradingSession(decoders.tradingSession(frame));
                return true;
            case SourceDefinitionDecoder.TEMPLATE_ID:
                refusals.quarantineUnless(sources.define(decoders.sourceDefinition(frame)));
                return true;
            default:
                return false;
        }
    }

    private void onTradingSession(final TradingSessionDecoder session) {
        final int id = session.scopeId();
        final boolean isKnown =
                session.scopeType() == ScopeType.VENUE ? venues.isDefined(id) : instruments.isDefined(id);
        final QuarantineReason reason =
                isKnown ? ingest.onTradingSession(session, outputs.nowNs()) : QuarantineReason.BAD_COMMAND;
        if (reason != QuarantineReason.NONE) {
            refusals.quarantine(reason, Frame.NO_ID, session.preOpenNs(), id);
        }
    }

    private void onAccountDefinition(final AccountDefinitionDecoder definition) {
        final boolean isNew = !accounts.isDefined(definition.accountId());
        if (!accounts.define(definition)) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, definition.accountId(), 0);
            return;
        }
        if (isNew && positions.define(definition)) {
            monitor.evaluate(definition.accountId(), outputs.nowNs());
        }
    }
}
