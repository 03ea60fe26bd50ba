package breakwater.core.oracle;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.PermitInstrumentDecoder;
import breakwater.core.message.ProfitAndLossDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.SignalDecoder;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradingSessionDecoder;
import breakwater.core.message.VenueDefinitionDecoder;

/** The generated decoders, one a template, each wrapped over a record where it lies. */
final class Read {
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final SendOutcomeDecoder sendOutcome = new SendOutcomeDecoder();
    private final CancelRejectDecoder cancelReject = new CancelRejectDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final EngineDefinitionDecoder engineDefinition = new EngineDefinitionDecoder();
    private final VenueDefinitionDecoder venueDefinition = new VenueDefinitionDecoder();
    private final AccountDefinitionDecoder accountDefinition = new AccountDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrumentDefinition = new InstrumentDefinitionDecoder();
    private final SourceDefinitionDecoder sourceDefinition = new SourceDefinitionDecoder();
    private final StrategyParameterDecoder strategyParameter = new StrategyParameterDecoder();
    private final AdmitStrategyDecoder admitStrategy = new AdmitStrategyDecoder();
    private final PermitInstrumentDecoder permitInstrument = new PermitInstrumentDecoder();
    private final SetLimitDecoder setLimit = new SetLimitDecoder();
    private final TradingSessionDecoder tradingSession = new TradingSessionDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private final TargetWeightDecoder targetWeight = new TargetWeightDecoder();
    private final ManualOrderDecoder manualOrder = new ManualOrderDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final BreakChangedDecoder breakChanged = new BreakChangedDecoder();
    private final RiskRejectedDecoder riskRejected = new RiskRejectedDecoder();
    private final RiskApprovedDecoder riskApproved = new RiskApprovedDecoder();
    private final OrderMassCancelDecoder orderMassCancel = new OrderMassCancelDecoder();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final FillBookedDecoder fillBooked = new FillBookedDecoder();
    private final ProfitAndLossDecoder profitAndLoss = new ProfitAndLossDecoder();
    private final RiskEventDecoder riskEvent = new RiskEventDecoder();
    private final AdoptBreakDecoder adoptBreak = new AdoptBreakDecoder();
    private final BookAdjustedDecoder bookAdjusted = new BookAdjustedDecoder();

    AdoptBreakDecoder adoptBreak(final JournalRecord r) {
        return adoptBreak.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    BookAdjustedDecoder bookAdjusted(final JournalRecord r) {
        return bookAdjusted.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    BreakChangedDecoder breakChanged(final JournalRecord r) {
        return breakChanged.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderMassCancelDecoder orderMassCancel(final JournalRecord r) {
        return orderMassCancel.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    QuoteDecoder quote(final JournalRecord r) {
        return quote.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    TradeDecoder trade(final JournalRecord r) {
        return trade.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    FeedStatusDecoder feedStatus(final JournalRecord r) {
        return feedStatus.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    SendOutcomeDecoder sendOutcome(final JournalRecord r) {
        return sendOutcome.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    CancelRejectDecoder cancelReject(final JournalRecord r) {
        return cancelReject.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    ExecutionReportDecoder executionReport(final JournalRecord r) {
        return executionReport.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    EngineDefinitionDecoder engineDefinition(final JournalRecord r) {
        return engineDefinition.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    VenueDefinitionDecoder venueDefinition(final JournalRecord r) {
        return venueDefinition.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    AccountDefinitionDecoder accountDefinition(final JournalRecord r) {
        return accountDefinition.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    InstrumentDefinitionDecoder instrumentDefinition(final JournalRecord r) {
        return instrumentDefinition.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    SourceDefinitionDecoder sourceDefinition(final JournalRecord r) {
        return sourceDefinition.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    StrategyParameterDecoder strategyParameter(final JournalRecord r) {
        return strategyParameter.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    PermitInstrumentDecoder permitInstrument(final JournalRecord r) {
        return permitInstrument.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    AdmitStrategyDecoder admitStrategy(final JournalRecord r) {
        return admitStrategy.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    SetLimitDecoder setLimit(final JournalRecord r) {
        return setLimit.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    TradingSessionDecoder tradingSession(final JournalRecord r) {
        return tradingSession.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    RunStartedDecoder runStarted(final JournalRecord r) {
        return runStarted.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    TargetWeightDecoder targetWeight(final JournalRecord r) {
        return targetWeight.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    ManualOrderDecoder manualOrder(final JournalRecord r) {
        return manualOrder.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    SignalDecoder signal(final JournalRecord r) {
        return signal.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    RiskRejectedDecoder riskRejected(final JournalRecord r) {
        return riskRejected.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    RiskApprovedDecoder riskApproved(final JournalRecord r) {
        return riskApproved.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderNewDecoder orderNew(final JournalRecord r) {
        return orderNew.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderReplaceDecoder orderReplace(final JournalRecord r) {
        return orderReplace.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderCancelDecoder orderCancel(final JournalRecord r) {
        return orderCancel.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderQueryDecoder orderQuery(final JournalRecord r) {
        return orderQuery.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    OrderChangedDecoder orderChanged(final JournalRecord r) {
        return orderChanged.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    FillBookedDecoder fillBooked(final JournalRecord r) {
        return fillBooked.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    ProfitAndLossDecoder profitAndLoss(final JournalRecord r) {
        return profitAndLoss.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    RiskEventDecoder riskEvent(final JournalRecord r) {
        return riskEvent.wrap(r.buffer(), r.block(), r.blockLength(), r.version());
    }

    /** Returns a record of a decision in words. */
    String line(final JournalRecord r) {
        switch (r.template()) {
            case RiskRejectedDecoder.TEMPLATE_ID:
                return riskRejected(r).toString();
            case OrderNewDecoder.TEMPLATE_ID:
                return orderNew(r).toString();
            case OrderReplaceDecoder.TEMPLATE_ID:
                return orderReplace(r).toString();
            default:
                return "template " + r.template();
        }
    }
}
