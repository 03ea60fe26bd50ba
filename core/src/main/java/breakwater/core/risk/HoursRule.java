package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.ingest.SessionPhase;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/**
 * P25: the calendars of the instrument and of its venue, where each has one; what has neither, or one that ends before now,
 * is denied. Both have to be open: in their regular hours, or before or after them where that is permitted, and long enough
 * yet. Observed is the time left in ns, negative until it opens; or 1 in hours that have to be permitted.
 *
 * <p>What a venue or feed says of a halt rules beside it ({@link MarketRule}). An exit is not asked: where the venue is
 * closed it says so itself, and where it is open nothing holds an exit back (Semantics 1).
 */
final class HoursRule {
    private final MarketView market;
    private final Examiner examiner;
    private final Rows timeToClose;
    private final Rows timeToCloseOfStrategy;
    private final Rows preMarket;
    private final Rows preMarketOfStrategy;
    private final Rows postMarket;
    private final Rows postMarketOfStrategy;

    HoursRule(final MarketView market, final Examiner examiner) {
        this.market = market;
        this.examiner = examiner;
        timeToClose = examiner.rows(Figure.TIME_TO_CLOSE, ScopeType.INSTRUMENT);
        timeToCloseOfStrategy = examiner.rows(Figure.TIME_TO_CLOSE, ScopeType.STRATEGY);
        preMarket = examiner.rows(Figure.PRE_MARKET, ScopeType.INSTRUMENT);
        preMarketOfStrategy = examiner.rows(Figure.PRE_MARKET, ScopeType.STRATEGY);
        postMarket = examiner.rows(Figure.POST_MARKET, ScopeType.INSTRUMENT);
        postMarketOfStrategy = examiner.rows(Figure.POST_MARKET, ScopeType.STRATEGY);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        final int venueId = c.intent.venueId;
        final SessionPhase own = market.phase(ScopeType.INSTRUMENT, id, c.nowNs);
        final SessionPhase ofVenue = market.phase(ScopeType.VENUE, venueId, c.nowNs);
        return (own == SessionPhase.REGULAR || ofVenue == SessionPhase.REGULAR)
                && isClear(c, own, ScopeType.INSTRUMENT, id)
                && isClear(c, ofVenue, ScopeType.VENUE, venueId);
    }

    private boolean isClear(final Candidate c, final SessionPhase phase, final ScopeType scopeType, final int scopeId) {
        return phase == SessionPhase.NONE
                || (phase == SessionPhase.REGULAR
                        && market.timeToCloseNs(scopeType, scopeId, c.nowNs) >= c.clear.timeToClose);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(timeToClose.global, 0)
                || !examiner.hasRow(preMarket.global, 0)
                || !examiner.hasRow(postMarket.global, 0)) {
            return false;
        }
        final int id = c.instrumentId();
        final int venueId = c.intent.venueId;
        final SessionPhase own = market.phase(ScopeType.INSTRUMENT, id, c.nowNs);
        final SessionPhase ofVenue = market.phase(ScopeType.VENUE, venueId, c.nowNs);
        if (own == SessionPhase.NONE && ofVenue == SessionPhase.NONE) {
            return examiner.lacksCalendar(Control.TRADING_HOURS, ScopeType.INSTRUMENT, id);
        }
        return isOpen(c, own, ScopeType.INSTRUMENT, id) && isOpen(c, ofVenue, ScopeType.VENUE, venueId);
    }

    private boolean isOpen(final Candidate c, final SessionPhase phase, final ScopeType scopeType, final int scopeId) {
        // no switch: the class that it makes would be loaded at the first entry that is asked, long after the start
        if (phase == SessionPhase.NONE) {
            return true;
        }
        if (phase == SessionPhase.UNKNOWN) {
            return examiner.lacksCalendar(Control.TRADING_HOURS, scopeType, scopeId);
        }
        final boolean isPermitted = phase == SessionPhase.PRE_MARKET
                ? asks(c, preMarket, preMarketOfStrategy, 1)
                : phase != SessionPhase.POST_MARKET || asks(c, postMarket, postMarketOfStrategy, 1);
        return isPermitted && isLongEnough(c, scopeType, scopeId);
    }

    private boolean isLongEnough(final Candidate c, final ScopeType scopeType, final int scopeId) {
        return asks(c, timeToClose, timeToCloseOfStrategy, market.timeToCloseNs(scopeType, scopeId, c.nowNs));
    }

    private boolean asks(final Candidate c, final Rows ofInstrument, final Rows ofStrategy, final long observed) {
        return examiner.asksBoth(ofInstrument, c.instrumentId(), observed)
                && examiner.alsoAsks(ofStrategy, c.strategyId(), observed);
    }
}
