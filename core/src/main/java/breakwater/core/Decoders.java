package breakwater.core;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.ApprovalDecoder;
import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.CancelOrdersDecoder;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.CloseBasketDecoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.DropCopyDefinitionDecoder;
import breakwater.core.message.DropCopyFillDecoder;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.PauseDecoder;
import breakwater.core.message.PermitInstrumentDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.StopRunDecoder;
import breakwater.core.message.StopStrategyDecoder;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.message.TimeAdvancedDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradingSessionDecoder;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.core.message.VenuePositionDecoder;

/**
 * One decoder a message type, wrapped in place over the frame's block, with the block length and version that the frame
 * names, so that older records still decode. Thread: core. Allocates: never.
 */
final class Decoders {
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final DepthDecoder depth = new DepthDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final CancelRejectDecoder cancelReject = new CancelRejectDecoder();
    private final UnknownOrderDecoder unknownOrder = new UnknownOrderDecoder();
    private final SendOutcomeDecoder sendOutcome = new SendOutcomeDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private final KillDecoder kill = new KillDecoder();
    private final ResumeDecoder resume = new ResumeDecoder();
    private final SetLimitDecoder setLimit = new SetLimitDecoder();
    private final StrategyParameterDecoder strategyParameter = new StrategyParameterDecoder();
    private final AdmitStrategyDecoder admitStrategy = new AdmitStrategyDecoder();
    private final StopStrategyDecoder stopStrategy = new StopStrategyDecoder();
    private final TargetWeightDecoder targetWeight = new TargetWeightDecoder();
    private final ManualOrderDecoder manualOrder = new ManualOrderDecoder();
    private final PauseDecoder pause = new PauseDecoder();
    private final CancelOrdersDecoder cancelOrders = new CancelOrdersDecoder();
    private final CloseBasketDecoder closeBasket = new CloseBasketDecoder();
    private final PermitInstrumentDecoder permitInstrument = new PermitInstrumentDecoder();
    private final StopRunDecoder stopRun = new StopRunDecoder();
    private final ReconcileDecoder reconcile = new ReconcileDecoder();
    private final AdoptBreakDecoder adoptBreak = new AdoptBreakDecoder();
    private final DropCopyFillDecoder dropCopyFill = new DropCopyFillDecoder();
    private final DropCopyDefinitionDecoder dropCopyDefinition = new DropCopyDefinitionDecoder();
    private final VenuePositionDecoder venuePosition = new VenuePositionDecoder();
    private final BalanceDecoder balance = new BalanceDecoder();
    private final EngineDefinitionDecoder engineDefinition = new EngineDefinitionDecoder();
    private final VenueDefinitionDecoder venueDefinition = new VenueDefinitionDecoder();
    private final AccountDefinitionDecoder accountDefinition = new AccountDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrumentDefinition = new InstrumentDefinitionDecoder();
    private final SourceDefinitionDecoder sourceDefinition = new SourceDefinitionDecoder();
    private final TradingSessionDecoder tradingSession = new TradingSessionDecoder();

    /** Block length of this build by template id, 0 = not an input. */
    private final int[] blockLengths = new int[256];

    Decoders() {
        length(QuoteDecoder.TEMPLATE_ID, QuoteDecoder.BLOCK_LENGTH);
        length(TradeDecoder.TEMPLATE_ID, TradeDecoder.BLOCK_LENGTH);
        length(DepthDecoder.TEMPLATE_ID, DepthDecoder.BLOCK_LENGTH);
        length(BarDecoder.TEMPLATE_ID, BarDecoder.BLOCK_LENGTH);
        length(FeedStatusDecoder.TEMPLATE_ID, FeedStatusDecoder.BLOCK_LENGTH);
        length(ExecutionReportDecoder.TEMPLATE_ID, ExecutionReportDecoder.BLOCK_LENGTH);
        length(CancelRejectDecoder.TEMPLATE_ID, CancelRejectDecoder.BLOCK_LENGTH);
        length(UnknownOrderDecoder.TEMPLATE_ID, UnknownOrderDecoder.BLOCK_LENGTH);
        length(SendOutcomeDecoder.TEMPLATE_ID, SendOutcomeDecoder.BLOCK_LENGTH);
        length(RunStartedDecoder.TEMPLATE_ID, RunStartedDecoder.BLOCK_LENGTH);
        length(KillDecoder.TEMPLATE_ID, KillDecoder.BLOCK_LENGTH);
        length(ResumeDecoder.TEMPLATE_ID, ResumeDecoder.BLOCK_LENGTH);
        length(SetLimitDecoder.TEMPLATE_ID, SetLimitDecoder.BLOCK_LENGTH);
        length(StrategyParameterDecoder.TEMPLATE_ID, StrategyParameterDecoder.BLOCK_LENGTH);
        length(AdmitStrategyDecoder.TEMPLATE_ID, AdmitStrategyDecoder.BLOCK_LENGTH);
        length(StopStrategyDecoder.TEMPLATE_ID, StopStrategyDecoder.BLOCK_LENGTH);
        length(TargetWeightDecoder.TEMPLATE_ID, TargetWeightDecoder.BLOCK_LENGTH);
        length(ManualOrderDecoder.TEMPLATE_ID, ManualOrderDecoder.BLOCK_LENGTH);
        length(ApprovalDecoder.TEMPLATE_ID, ApprovalDecoder.BLOCK_LENGTH);
        length(PauseDecoder.TEMPLATE_ID, PauseDecoder.BLOCK_LENGTH);
        length(CancelOrdersDecoder.TEMPLATE_ID, CancelOrdersDecoder.BLOCK_LENGTH);
        length(StopRunDecoder.TEMPLATE_ID, StopRunDecoder.BLOCK_LENGTH);
        length(CloseBasketDecoder.TEMPLATE_ID, CloseBasketDecoder.BLOCK_LENGTH);
        length(PermitInstrumentDecoder.TEMPLATE_ID, PermitInstrumentDecoder.BLOCK_LENGTH);
        length(ReconcileDecoder.TEMPLATE_ID, ReconcileDecoder.BLOCK_LENGTH);
        length(AdoptBreakDecoder.TEMPLATE_ID, AdoptBreakDecoder.BLOCK_LENGTH);
        length(DropCopyFillDecoder.TEMPLATE_ID, DropCopyFillDecoder.BLOCK_LENGTH);
        length(DropCopyDefinitionDecoder.TEMPLATE_ID, DropCopyDefinitionDecoder.BLOCK_LENGTH);
        length(VenuePositionDecoder.TEMPLATE_ID, VenuePositionDecoder.BLOCK_LENGTH);
        length(BalanceDecoder.TEMPLATE_ID, BalanceDecoder.BLOCK_LENGTH);
        length(EngineDefinitionDecoder.TEMPLATE_ID, EngineDefinitionDecoder.BLOCK_LENGTH);
        length(VenueDefinitionDecoder.TEMPLATE_ID, VenueDefinitionDecoder.BLOCK_LENGTH);
        length(AccountDefinitionDecoder.TEMPLATE_ID, AccountDefinitionDecoder.BLOCK_LENGTH);
        length(InstrumentDefinitionDecoder.TEMPLATE_ID, InstrumentDefinitionDecoder.BLOCK_LENGTH);
        length(SourceDefinitionDecoder.TEMPLATE_ID, SourceDefinitionDecoder.BLOCK_LENGTH);
        length(TradingSessionDecoder.TEMPLATE_ID, TradingSessionDecoder.BLOCK_LENGTH);
        length(TimeAdvancedDecoder.TEMPLATE_ID, TimeAdvancedDecoder.BLOCK_LENGTH);
    }

    private void length(final int templateId, final int blockLength) {
        blockLengths[templateId] = blockLength;
    }

    /**
     * Returns whether a frame holds what its header says: our schema, a block within the frame, and, unless an older
     * version wrote it, no block shorter than ours. A later version's longer block is sound: its fields are appended.
     */
    boolean isSound(final Frame frame) {
        final int templateId = frame.templateId();
        final int length = frame.length();
        final int least = templateId < blockLengths.length && frame.version() >= QuoteDecoder.SCHEMA_VERSION
                ? blockLengths[templateId]
                : 0;
        return frame.schemaId() == QuoteDecoder.SCHEMA_ID
                && frame.blockLength() >= least
                && length <= Frame.SLOT_LENGTH
                && Frame.HEADER_LENGTH + frame.blockLength() <= length;
    }

    QuoteDecoder quote(final Frame frame) {
        return quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    TradeDecoder trade(final Frame frame) {
        return trade.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    DepthDecoder depth(final Frame frame) {
        return depth.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    BarDecoder bar(final Frame frame) {
        return bar.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    FeedStatusDecoder feedStatus(final Frame frame) {
        return feedStatus.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    ExecutionReportDecoder executionReport(final Frame frame) {
        return executionReport.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    CancelRejectDecoder cancelReject(final Frame frame) {
        return cancelReject.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    UnknownOrderDecoder unknownOrder(final Frame frame) {
        return unknownOrder.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    SendOutcomeDecoder sendOutcome(final Frame frame) {
        return sendOutcome.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    RunStartedDecoder runStarted(final Frame frame) {
        return runStarted.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    KillDecoder kill(final Frame frame) {
        return kill.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    ResumeDecoder resume(final Frame frame) {
        return resume.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    SetLimitDecoder setLimit(final Frame frame) {
        return setLimit.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    StrategyParameterDecoder strategyParameter(final Frame frame) {
        return strategyParameter.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    AdmitStrategyDecoder admitStrategy(final Frame frame) {
        return admitStrategy.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    StopStrategyDecoder stopStrategy(final Frame frame) {
        return stopStrategy.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    TargetWeightDecoder targetWeight(final Frame frame) {
        return targetWeight.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    ManualOrderDecoder manualOrder(final Frame frame) {
        return manualOrder.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    PauseDecoder pause(final Frame frame) {
        return pause.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    CancelOrdersDecoder cancelOrders(final Frame frame) {
        return cancelOrders.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    StopRunDecoder stopRun(final Frame frame) {
        return stopRun.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    PermitInstrumentDecoder permitInstrument(final Frame frame) {
        return permitInstrument.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    CloseBasketDecoder closeBasket(final Frame frame) {
        return closeBasket.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    ReconcileDecoder reconcile(final Frame frame) {
        return reconcile.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    DropCopyFillDecoder dropCopyFill(final Frame frame) {
        return dropCopyFill.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    DropCopyDefinitionDecoder dropCopyDefinition(final Frame frame) {
        return dropCopyDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    AdoptBreakDecoder adoptBreak(final Frame frame) {
        return adoptBreak.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    VenuePositionDecoder venuePosition(final Frame frame) {
        return venuePosition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    BalanceDecoder balance(final Frame frame) {
        return balance.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    EngineDefinitionDecoder engineDefinition(final Frame frame) {
        return engineDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    VenueDefinitionDecoder venueDefinition(final Frame frame) {
        return venueDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    AccountDefinitionDecoder accountDefinition(final Frame frame) {
        return accountDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    InstrumentDefinitionDecoder instrumentDefinition(final Frame frame) {
        return instrumentDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    SourceDefinitionDecoder sourceDefinition(final Frame frame) {
        return sourceDefinition.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    TradingSessionDecoder tradingSession(final Frame frame) {
        return tradingSession.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }
}
