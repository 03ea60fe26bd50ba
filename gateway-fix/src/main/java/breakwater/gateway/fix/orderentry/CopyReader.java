package breakwater.gateway.fix.orderentry;

import breakwater.core.message.DropCopyFillEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.Side;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;
import org.agrona.MutableDirectBuffer;
import quickfix.Message;

/**
 * Reads copies of execution reports into frames for the engine: fills and corrections; of the others nothing is compared. Ids
 * are made of the venue's texts as the order session makes them, or the two could not be held against each other.
 *
 * <p>Thread: the session's. Errors: {@link FixRefusal}; nothing has been published then.
 */
final class CopyReader {
    private static final String FILLS = "F12G";

    private final Dialect dialect;
    private final FixTerms terms;
    private final int sourceId;
    private final ReportSink sink;
    private final Frame frame = new Frame();
    private final DropCopyFillEncoder copy = new DropCopyFillEncoder();

    CopyReader(final Dialect dialect, final FixTerms terms, final int sourceId, final ReportSink sink) {
        this.dialect = dialect;
        this.terms = terms;
        this.sourceId = sourceId;
        this.sink = sink;
    }

    /** Returns whether an ExecutionReport tells of a fill, or of what one was. */
    boolean isFill(final Message report) throws FixRefusal {
        return FILLS.indexOf(dialect.execType(report)) >= 0;
    }

    /** Publishes a fill. */
    void read(final Message report) throws FixRefusal {
        final String symbol = FixFields.required(report, Tag.SYMBOL);
        final FixTerms.Instrument instrument = terms.instrument(symbol);
        if (instrument == null) {
            throw new FixRefusal("55=" + symbol + " is no instrument of this venue");
        }
        final String name = FixFields.text(report, Tag.ACCOUNT);
        final FixTerms.Account account = name == null ? terms.account(terms.onlyAccount()) : terms.account(name);
        if (account == null) {
            throw new FixRefusal("1=" + name + " is no account of ours");
        }
        final Side side = Codes.side(FixFields.character(report, Tag.SIDE));
        final long executionId = VenueIds.of(FixFields.required(report, Tag.EXEC_ID));
        final long quantity = FixFields.decimal(report, Tag.LAST_QTY, instrument.quantityExponent(), 0);
        final long price = FixFields.decimal(report, Tag.LAST_PX, instrument.priceExponent(), 0);
        if (quantity <= 0 || price <= 0) {
            throw new FixRefusal("a fill of 32=" + FixFields.text(report, Tag.LAST_QTY) + " at 31="
                    + FixFields.text(report, Tag.LAST_PX) + " is none");
        }
        final int number = FixFields.integer(report.getHeader(), Tag.MSG_SEQ_NUM, 0);
        final long timeNs = FixFields.time(report, Tag.TRANSACT_TIME);
        final MutableDirectBuffer buffer = sink.claim();
        final long nowNs = sink.nowNs();
        frame.wrapForWrite(buffer, 0)
                .begin(
                        DropCopyFillEncoder.TEMPLATE_ID,
                        DropCopyFillEncoder.BLOCK_LENGTH,
                        MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(timeNs == FixTime.NOT_A_TIME ? nowNs : timeNs)
                .flags(timeNs == FixTime.NOT_A_TIME ? Frame.FLAG_NO_EVENT_TIME : 0)
                .sourceSequence(number)
                .sourceId(sourceId);
        copy.wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(ClOrdId.orderOf(FixFields.text(report, Tag.CL_ORD_ID)))
                .executionId(executionId)
                .instrumentId(instrument.id())
                .venueId(terms.venueId())
                .accountId(account.id())
                .side(side)
                .price(price)
                .quantity(quantity);
        sink.publish();
    }
}
