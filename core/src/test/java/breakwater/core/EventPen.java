package breakwater.core;

import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.AdmitStrategyEncoder;
import breakwater.core.message.AdoptBreakEncoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.BalanceEncoder;
import breakwater.core.message.CancelOrdersEncoder;
import breakwater.core.message.CloseBasketEncoder;
import breakwater.core.message.EngineDefinitionEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.FeedStatusEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.KillEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.ManualOrderEncoder;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderState;
import breakwater.core.message.PauseEncoder;
import breakwater.core.message.PermitInstrumentEncoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.ReconcileEncoder;
import breakwater.core.message.ResumeEncoder;
import breakwater.core.message.RunStartedEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeEncoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.SourceDefinitionEncoder;
import breakwater.core.message.StopRunEncoder;
import breakwater.core.message.StopStrategyEncoder;
import breakwater.core.message.StrategyParameterEncoder;
import breakwater.core.message.TargetWeightEncoder;
import breakwater.core.message.TimeAdvancedEncoder;
import breakwater.core.message.TradeEncoder;
import breakwater.core.message.TradingSessionEncoder;
import breakwater.core.message.VenueDefinitionEncoder;
import breakwater.core.message.VenuePositionEncoder;
import breakwater.core.risk.Figure;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one input event at a time, at {@link #buffer} from 0, without its sequence. Sources: 0 commands, 1 time,
 * 2 outcomes, 3 the venue, 4 the feed, which is sequenced. Definitions, parameters and admissions allocate, nothing else.
 */
public final class EventPen {
    public static final int CONTROL = 0;
    public static final int TIME = 1;
    public static final int OUTCOMES = 2;
    public static final int VENUE = 3;
    public static final int FEED = 4;
    private static final int VERSION = QuoteEncoder.SCHEMA_VERSION;

    public final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    public final Frame frame = new Frame();
    /** Ingress time of the events to come, UTC ns. */
    public long nowNs;
    /** Number of the newest event of each source. */
    public final long[] numbers = new long[8];

    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final SendOutcomeEncoder outcome = new SendOutcomeEncoder();
    private final TimeAdvancedEncoder time = new TimeAdvancedEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final RunStartedEncoder runStarted = new RunStartedEncoder();
    private final KillEncoder kill = new KillEncoder();
    private final ResumeEncoder resume = new ResumeEncoder();
    private final ManualOrderEncoder manual = new ManualOrderEncoder();
    private final TargetWeightEncoder weight = new TargetWeightEncoder();
    private final CloseBasketEncoder closeBasket = new CloseBasketEncoder();
    private final BalanceEncoder balance = new BalanceEncoder();
    private final VenuePositionEncoder venuePosition = new VenuePositionEncoder();
    private final ReconcileEncoder reconcile = new ReconcileEncoder();
    private final AdoptBreakEncoder adopt = new AdoptBreakEncoder();
    private final SetLimitEncoder limit = new SetLimitEncoder();

    public EventPen(final long nowNs) {
        this.nowNs = nowNs;
    }

    /** Begins any event; its block is zeros at {@link Frame#HEADER_LENGTH}. */
    public int begin(final int templateId, final int blockLength, final int source) {
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .sourceSequence(++numbers[source])
                .sourceId(source);
        return Frame.HEADER_LENGTH;
    }

    public void quote(final int instrument, final long bid, final long bidSize, final long ask, final long askSize) {
        quote.wrap(buffer, begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, FEED))
                .instrumentId(instrument)
                .bidPrice(bid)
                .bidQuantity(bidSize)
                .askPrice(ask)
                .askQuantity(askSize)
                .skipped(0);
    }

    public void trade(
            final int instrument, final Side aggressor, final long price, final long quantity, final long id) {
        trade.wrap(buffer, begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH, FEED))
                .instrumentId(instrument)
                .aggressor(aggressor)
                .price(price)
                .quantity(quantity)
                .tradeId(id)
                .mergedCount(1)
                .highPrice(price)
                .lowPrice(price);
    }

    public void feedStatus(final int instrument, final MarketState state) {
        status.wrap(buffer, begin(FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH, FEED))
                .instrumentId(instrument)
                .state(state);
    }

    public void time() {
        time.wrap(buffer, begin(TimeAdvancedEncoder.TEMPLATE_ID, TimeAdvancedEncoder.BLOCK_LENGTH, TIME))
                .reserved(0);
    }

    /** A report about an order of instrument, venue and account 0; more by the encoder that is returned. */
    public ExecutionReportEncoder report(
            final long orderId, final ExecType type, final OrderState state, final Side side, final long executionId) {
        return report.wrap(
                        buffer, begin(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, VENUE))
                .clientOrderId(orderId)
                .venueOrderId(orderId)
                .executionId(executionId)
                .execType(type)
                .orderState(state)
                .side(side);
    }

    public void outcome(final long orderId, final long outputSequence, final int templateId, final SendResult result) {
        outcome.wrap(buffer, begin(SendOutcomeEncoder.TEMPLATE_ID, SendOutcomeEncoder.BLOCK_LENGTH, OUTCOMES))
                .clientOrderId(orderId)
                .outputSequence(outputSequence)
                .venueId(0)
                .templateId(templateId)
                .result(result);
    }

    public void runStarted(final int run, final boolean isRecovery, final Level level) {
        runStarted
                .wrap(buffer, begin(RunStartedEncoder.TEMPLATE_ID, RunStartedEncoder.BLOCK_LENGTH, CONTROL))
                .run(run)
                .isRecovery((short) (isRecovery ? 1 : 0))
                .level(level)
                .pageLevel(Level.ACTIVE);
    }

    public void kill(final ScopeType type, final int id, final Level level, final long generation) {
        kill.wrap(buffer, begin(KillEncoder.TEMPLATE_ID, KillEncoder.BLOCK_LENGTH, CONTROL))
                .scopeType(type)
                .scopeId(id)
                .level(level)
                .generation(generation)
                .user("operator")
                .reason("test");
    }

    public void resume(final ScopeType type, final int id, final long generation) {
        resume.wrap(buffer, begin(ResumeEncoder.TEMPLATE_ID, ResumeEncoder.BLOCK_LENGTH, CONTROL))
                .scopeType(type)
                .scopeId(id)
                .generation(generation)
                .user("operator")
                .reason("test");
    }

    /** @param untilNs UTC ns, 0 = until a resume */
    public void pause(final ScopeType type, final int id, final long untilNs) {
        new PauseEncoder()
                .wrap(buffer, begin(PauseEncoder.TEMPLATE_ID, PauseEncoder.BLOCK_LENGTH, CONTROL))
                .scopeType(type)
                .scopeId(id)
                .untilNs(untilNs)
                .user("operator")
                .reason("test");
    }

    /** @param order the client order id, 0 = all of the instrument */
    public void cancel(final long order, final int instrument) {
        new CancelOrdersEncoder()
                .wrap(buffer, begin(CancelOrdersEncoder.TEMPLATE_ID, CancelOrdersEncoder.BLOCK_LENGTH, CONTROL))
                .clientOrderId(order)
                .instrumentId(instrument)
                .user("operator")
                .reason("test");
    }

    public void stopRun() {
        new StopRunEncoder()
                .wrap(buffer, begin(StopRunEncoder.TEMPLATE_ID, StopRunEncoder.BLOCK_LENGTH, CONTROL))
                .user("operator")
                .reason("test");
    }

    public void stop(final int strategy) {
        new StopStrategyEncoder()
                .wrap(buffer, begin(StopStrategyEncoder.TEMPLATE_ID, StopStrategyEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .user("operator")
                .reason("test");
    }

    public void manual(
            final int strategy, final int instrument, final Side side, final long price, final long quantity) {
        manual.wrap(buffer, begin(ManualOrderEncoder.TEMPLATE_ID, ManualOrderEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .instrumentId(instrument)
                .side(side)
                .price(price)
                .quantity(quantity)
                .user("operator");
    }

    public void weight(final int strategy, final int instrument, final long ppm) {
        weight.wrap(buffer, begin(TargetWeightEncoder.TEMPLATE_ID, TargetWeightEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .instrumentId(instrument)
                .weightPpm(ppm)
                .count(1);
    }

    /** A part of a basket. */
    public void weight(
            final int strategy,
            final int instrument,
            final long ppm,
            final long batch,
            final int index,
            final int count) {
        weight(strategy, instrument, ppm);
        weight.batchId(batch).index(index).count(count);
    }

    public void closeBasket(final long batch, final int count) {
        closeBasket
                .wrap(buffer, begin(CloseBasketEncoder.TEMPLATE_ID, CloseBasketEncoder.BLOCK_LENGTH, CONTROL))
                .batchId(batch)
                .count(count)
                .user(0, (byte) 'a');
    }

    public void balance(final long cashE8) {
        balance.wrap(buffer, begin(BalanceEncoder.TEMPLATE_ID, BalanceEncoder.BLOCK_LENGTH, VENUE))
                .cashE8(cashE8);
    }

    /** Of account 0; of another by the encoder that is returned. */
    public VenuePositionEncoder venuePosition(final int instrument, final long quantity) {
        return venuePosition
                .wrap(buffer, begin(VenuePositionEncoder.TEMPLATE_ID, VenuePositionEncoder.BLOCK_LENGTH, VENUE))
                .instrumentId(instrument)
                .netQuantity(quantity);
    }

    /** By an operator, with a reason; otherwise by the encoder that is returned. */
    public AdoptBreakEncoder adopt(final long breakId, final long ours, final long theirs) {
        return adopt.wrap(buffer, begin(AdoptBreakEncoder.TEMPLATE_ID, AdoptBreakEncoder.BLOCK_LENGTH, CONTROL))
                .breakId(breakId)
                .ours(ours)
                .theirs(theirs)
                .user("operator")
                .reason("test");
    }

    public void reconcile(final boolean isClean) {
        reconcile
                .wrap(buffer, begin(ReconcileEncoder.TEMPLATE_ID, ReconcileEncoder.BLOCK_LENGTH, CONTROL))
                .isClean((short) (isClean ? 1 : 0))
                .user("operator")
                .reason("test");
    }

    public void engine(final int digestInterval) {
        new EngineDefinitionEncoder()
                .wrap(buffer, begin(EngineDefinitionEncoder.TEMPLATE_ID, EngineDefinitionEncoder.BLOCK_LENGTH, CONTROL))
                .seed(1)
                .digestInterval(digestInterval)
                .ackTimeoutNs(2_000_000_000L)
                .repriceAfterNs(15_000_000_000L)
                .cancelAfterNs(30_000_000_000L)
                .maxHoldNs(86_400_000_000_000L)
                .receiveWindowNs(5_000_000_000L)
                .stopLimitOffsetPpm(1_000);
    }

    /** What cannot replace cancels all orders at once where it is asked to: both are seen in every seeded world. */
    public void venue(final int id, final boolean isAtomic) {
        venue(id, isAtomic, true);
    }

    public void venue(final int id, final boolean isAtomic, final boolean hasStopLimit) {
        new VenueDefinitionEncoder()
                .wrap(buffer, begin(VenueDefinitionEncoder.TEMPLATE_ID, VenueDefinitionEncoder.BLOCK_LENGTH, CONTROL))
                .venueId(id)
                .name("paper")
                .replaceIsAtomic((short) (isAtomic ? 1 : 0))
                .hasStopLimit((short) (hasStopLimit ? 1 : 0))
                .hasOco((short) 1)
                .hasMassCancel((short) (isAtomic ? 0 : 1));
    }

    public void account(final long cashE8) {
        new AccountDefinitionEncoder()
                .wrap(
                        buffer,
                        begin(AccountDefinitionEncoder.TEMPLATE_ID, AccountDefinitionEncoder.BLOCK_LENGTH, CONTROL))
                .cashE8(cashE8)
                .name("main")
                .currency("USDT");
    }

    /** Prices with two decimals, quantities with three; tick and lot 1, shortable, no fees less than 0.1 %. */
    public void instrument(final int id, final long minQuantity) {
        instrument(id, minQuantity, 1_000, true);
    }

    public void instrument(final int id, final long minQuantity, final long feePpm, final boolean isShortable) {
        new InstrumentDefinitionEncoder()
                .wrap(
                        buffer,
                        begin(
                                InstrumentDefinitionEncoder.TEMPLATE_ID,
                                InstrumentDefinitionEncoder.BLOCK_LENGTH,
                                CONTROL))
                .instrumentId(id)
                .venueId(0)
                .assetClass(AssetClass.CRYPTO)
                .priceExponent((byte) -2)
                .quantityExponent((byte) -3)
                .isShortable((short) (isShortable ? 1 : 0))
                .tickSize(1)
                .lotSize(1)
                .minQuantity(minQuantity)
                .maxQuantity(1_000_000_000)
                .minNotionalE8(0)
                .contractMultiplier(1)
                .makerFeePpm(feePpm)
                .takerFeePpm(feePpm)
                .staleAfterNs(30_000_000_000L)
                .jumpMaxPpm(100_000)
                .symbol("I" + id + "-USDT")
                .quoteCurrency("USDT");
    }

    public void source(final int id, final boolean isSequenced) {
        new SourceDefinitionEncoder()
                .wrap(buffer, begin(SourceDefinitionEncoder.TEMPLATE_ID, SourceDefinitionEncoder.BLOCK_LENGTH, CONTROL))
                .sourceId(id)
                .hasEventTime((short) 1)
                .isSequenced((short) (isSequenced ? 1 : 0))
                .leadMaxNs(250_000_000L)
                .name("source-" + id);
    }

    /** A row of the list of a strategy that is not admitted yet. */
    public void permit(final int strategy, final int instrument) {
        new PermitInstrumentEncoder()
                .wrap(buffer, begin(PermitInstrumentEncoder.TEMPLATE_ID, PermitInstrumentEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .instrumentId(instrument);
    }

    /** A session without hours before and after the regular ones. */
    public void session(final ScopeType type, final int id, final long openNs, final long closeNs) {
        session(type, id, openNs, openNs, closeNs, closeNs);
    }

    public void session(
            final ScopeType type,
            final int id,
            final long preOpenNs,
            final long openNs,
            final long closeNs,
            final long postCloseNs) {
        new TradingSessionEncoder()
                .wrap(buffer, begin(TradingSessionEncoder.TEMPLATE_ID, TradingSessionEncoder.BLOCK_LENGTH, CONTROL))
                .scopeType(type)
                .scopeId(id)
                .preOpenNs(preOpenNs)
                .openNs(openNs)
                .closeNs(closeNs)
                .postCloseNs(postCloseNs)
                .calendar("test");
    }

    public void limit(final Figure figure, final ScopeType type, final int id, final long value) {
        limit.wrap(buffer, begin(SetLimitEncoder.TEMPLATE_ID, SetLimitEncoder.BLOCK_LENGTH, CONTROL))
                .control(figure.control().code())
                .scopeType(type)
                .scopeId(type == ScopeType.GLOBAL ? Frame.NO_ID : id)
                .key((short) figure.key())
                .value(value)
                .warn(0)
                .isLoosening((short) 1)
                .user("owner")
                .reason("test");
    }

    public void parameter(final int strategy, final int index, final String name, final double value) {
        new StrategyParameterEncoder()
                .wrap(
                        buffer,
                        begin(StrategyParameterEncoder.TEMPLATE_ID, StrategyParameterEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .index(index)
                .name(name)
                .valueE8(Math.round(value * 1e8));
    }

    public void admit(final int strategy, final int instrument, final String kind, final int parameters) {
        new AdmitStrategyEncoder()
                .wrap(buffer, begin(AdmitStrategyEncoder.TEMPLATE_ID, AdmitStrategyEncoder.BLOCK_LENGTH, CONTROL))
                .strategyId(strategy)
                .instrumentId(instrument)
                .accountId(0)
                .parameterCount(parameters)
                .version(1)
                .kind(kind)
                .name(kind + "-" + strategy);
    }
}
