package breakwater.core.risk;

import breakwater.core.message.ScopeType;

/**
 * P9: the worst-case position of an instrument, in the direction of the order: what is held, suspense included, and
 * every order of this side filled, none of the other. That an instrument which is not shortable goes short at all is P12's.
 */
final class PositionRule {
    private final Examiner examiner;
    private final Rows longRows;
    private final Rows shortRows;

    PositionRule(final Examiner examiner) {
        this.examiner = examiner;
        longRows = examiner.rows(Figure.LONG_POSITION, ScopeType.INSTRUMENT);
        shortRows = examiner.rows(Figure.SHORT_POSITION, ScopeType.INSTRUMENT);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        return Clearance.isSignedAtMost(c.worstPosition(), c.isBuy() ? c.clear.longPosition : c.clear.shortPosition);
    }

    boolean isWithin(final Candidate c) {
        return examiner.asks(c.isBuy() ? longRows : shortRows, c.instrumentId(), c.worstPosition());
    }
}
