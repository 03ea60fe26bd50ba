package breakwater.tools.inspect;

import breakwater.core.message.*;
import breakwater.journal.JournalAppender;
import breakwater.journal.JournalHeader;
import breakwater.journal.RunFolder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A run folder written by hand: an instrument, a strategy, an order, a fill, a refusal. */
final class SmallJournal {
    static final long NOW_NS = 1_772_461_200_000_000_000L;
    static final long ORDER = OrderIds.FIRST + 42;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final Frame frame = new Frame();
    private JournalAppender appender;
    private long sequence;

    static void write(final Path path) {
        final SmallJournal journal = new SmallJournal();
        try (RunFolder folder = RunFolder.own(path)) {
            journal.inputs(folder);
            journal.outputs(folder);
        }
    }

    private void inputs(final RunFolder folder) {
        open(folder.inputFolder(1), false);
        begin(VenueDefinitionEncoder.TEMPLATE_ID, VenueDefinitionEncoder.BLOCK_LENGTH, 0);
        new VenueDefinitionEncoder()
                .wrap(buffer, frame.blockOffset())
                .venueId(0)
                .name("paper");
        append();
        begin(AccountDefinitionEncoder.TEMPLATE_ID, AccountDefinitionEncoder.BLOCK_LENGTH, 0);
        new AccountDefinitionEncoder()
                .wrap(buffer, frame.blockOffset())
                .accountId(0)
                .name("main");
        append();
        begin(InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH, 0);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, frame.blockOffset())
                .instrumentId(0)
                .priceExponent((byte) -2)
                .quantityExponent((byte) -5)
                .symbol("BTC-USD");
        append();
        begin(AdmitStrategyEncoder.TEMPLATE_ID, AdmitStrategyEncoder.BLOCK_LENGTH, 0);
        new AdmitStrategyEncoder()
                .wrap(buffer, frame.blockOffset())
                .strategyId(0)
                .name("breakout");
        append();
        appender.endBatch();
        appender.close();
    }

    private void outputs(final RunFolder folder) {
        open(folder.outputFolder(1), true);
        begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, 4);
        new OrderNewEncoder()
                .wrap(buffer, frame.blockOffset())
                .clientOrderId(ORDER)
                .parentId(ORDER)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .role(OrderRole.ENTRY)
                .effect(Effect.RAISES)
                .price(6_142_050)
                .quantity(150_000);
        append();
        begin(FillBookedEncoder.TEMPLATE_ID, FillBookedEncoder.BLOCK_LENGTH, 4);
        new FillBookedEncoder()
                .wrap(buffer, frame.blockOffset())
                .clientOrderId(ORDER)
                .side(Side.BUY)
                .role(OrderRole.ENTRY)
                .flag(QuarantineReason.NONE)
                .price(6_142_050)
                .quantity(150_000)
                .feeE8(9_213_075_000L)
                .positionAfter(150_000);
        append();
        begin(OrderChangedEncoder.TEMPLATE_ID, OrderChangedEncoder.BLOCK_LENGTH, 4);
        new OrderChangedEncoder()
                .wrap(buffer, frame.blockOffset())
                .clientOrderId(ORDER)
                .side(Side.BUY)
                .role(OrderRole.ENTRY)
                .fromState(OrderState.NEW)
                .state(OrderState.FILLED)
                .price(6_142_050)
                .quantity(150_000)
                .cumQuantity(150_000)
                .leavesQuantity(0);
        append();
        begin(PositionChangedEncoder.TEMPLATE_ID, PositionChangedEncoder.BLOCK_LENGTH, 4);
        new PositionChangedEncoder()
                .wrap(buffer, frame.blockOffset())
                .netQuantity(150_000)
                .entryPrice(6_142_050)
                .feesE8(9_213_075_000L);
        append();
        begin(RiskRejectedEncoder.TEMPLATE_ID, RiskRejectedEncoder.BLOCK_LENGTH, 4);
        new RiskRejectedEncoder()
                .wrap(buffer, frame.blockOffset())
                .side(Side.BUY)
                .role(OrderRole.ENTRY)
                .control(Control.HEAT.code())
                .scopeType(ScopeType.GLOBAL)
                .scopeId(Frame.NO_ID)
                .price(6_142_050)
                .quantity(1)
                .observed(55_000)
                .bound(50_000);
        append();
        appender.endBatch();
        appender.close();
    }

    private void open(final Path folder, final boolean isOutput) {
        appender = JournalAppender.open(
                folder, new JournalHeader(1, isOutput, "test", 0, 11, 22, 0, 0), 1 << 20, 0, 1L << 30);
        sequence = 0;
    }

    private void begin(final int templateId, final int blockLength, final long cause) {
        sequence++;
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, 0)
                .sequence(sequence)
                .ingressTimeNs(NOW_NS + sequence * 1_000_000_000L)
                .eventTimeNs(NOW_NS)
                .sourceSequence(cause);
    }

    private void append() {
        appender.append(buffer, 0, frame.length());
    }
}
