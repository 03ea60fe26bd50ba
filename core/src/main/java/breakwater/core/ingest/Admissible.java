package breakwater.core.ingest;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;

/**
 * The checks that every market datum passes, and the figures of the last one that failed. Prices and quantities are
 * mantissas; times and ages ns; the figures of ABSURD_PRICE are the price and the reference that it left too far behind.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Admissible {
    /** The longest age at which live data may still be decided on (4.2.1). */
    static final long STALE_AFTER_MAX_NS = 30_000_000_000L;

    private final Instruments instruments;
    private final Sources sources;
    private final TopOfBook top;
    private long observed;
    private long bound;
    private long timeNs;

    Admissible(final Instruments instruments, final Sources sources, final TopOfBook top) {
        this.instruments = instruments;
        this.sources = sources;
        this.top = top;
    }

    QuarantineReason refuse(final QuarantineReason reason, final long observed, final long bound) {
        this.observed = observed;
        this.bound = bound;
        return reason;
    }

    long observed() {
        return observed;
    }

    long bound() {
        return bound;
    }

    QuarantineReason checkInstrument(final int instrumentId) {
        return instruments.isDefined(instrumentId)
                ? QuarantineReason.NONE
                : refuse(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instruments.count());
    }

    /** Checks the age of an event; {@link #timeNs} is its time from then on, clamped to the clock. */
    QuarantineReason checkTime(final Frame frame, final int instrumentId, final long nowNs) {
        final int sourceId = frame.sourceId();
        final long eventNs = eventTimeNs(frame);
        final long bar = sources.cadenceNs(sourceId);
        return checkAge(eventNs, nowNs, sources.leadMaxNs(sourceId), staleAfterNs(instrumentId, bar));
    }

    private QuarantineReason checkAge(final long eventNs, final long nowNs, final long leadMaxNs, final long ageMaxNs) {
        final long ageNs = Decimals.subtract(nowNs, eventNs);
        timeNs = Math.min(eventNs, nowNs);
        if (eventNs <= 0 || ageNs > ageMaxNs) {
            return refuse(QuarantineReason.STALE, ageNs, ageMaxNs);
        }
        return ageNs < -leadMaxNs ? refuse(QuarantineReason.FROM_THE_FUTURE, -ageNs, leadMaxNs) : QuarantineReason.NONE;
    }

    /** Returns the event's own time, or the ingress time where its source has none. */
    long eventTimeNs(final Frame frame) {
        return sources.hasEventTime(frame.sourceId()) && (frame.flags() & Frame.FLAG_NO_EVENT_TIME) == 0
                ? frame.eventTimeNs()
                : frame.ingressTimeNs();
    }

    /** Returns the time of the event checked last, clamped to the clock. */
    long timeNs() {
        return timeNs;
    }

    long staleAfterNs(final int instrumentId, final long cadenceNs) {
        return cadenceNs > 0 ? 2 * cadenceNs : Math.min(STALE_AFTER_MAX_NS, instruments.staleAfterNs(instrumentId));
    }

    QuarantineReason checkPrice(final int instrumentId, final long price) {
        if (price <= 0) {
            return refuse(QuarantineReason.NOT_POSITIVE, price, 1);
        }
        final long tick = instruments.tickSize(instrumentId);
        return Decimals.isMultiple(price, tick)
                ? QuarantineReason.NONE
                : refuse(QuarantineReason.TICK_MISALIGNED, price, tick);
    }

    QuarantineReason checkQuantity(final int instrumentId, final long quantity) {
        if (quantity <= 0) {
            return refuse(QuarantineReason.NOT_POSITIVE, quantity, 1);
        }
        final long lot = instruments.lotSize(instrumentId);
        return Decimals.isMultiple(quantity, lot)
                ? QuarantineReason.NONE
                : refuse(QuarantineReason.LOT_MISALIGNED, quantity, lot);
    }

    /**
     * Checks the step from the reference to a price. A reference that is itself stale binds nobody: else a market that
     * moved while we were away would be refused for ever.
     */
    QuarantineReason checkJump(final int instrumentId, final long price, final long nowNs) {
        final long jumpMaxPpm = instruments.jumpMaxPpm(instrumentId);
        final long reference = top.reference(instrumentId);
        if (jumpMaxPpm <= 0
                || reference <= 0
                || top.ageNs(instrumentId, nowNs) > staleAfterNs(instrumentId, top.cadenceNs[instrumentId])) {
            return QuarantineReason.NONE;
        }
        return Decimals.isOverPpm(Math.abs(price - reference), reference, jumpMaxPpm)
                ? refuse(QuarantineReason.ABSURD_PRICE, price, reference)
                : QuarantineReason.NONE;
    }
}
