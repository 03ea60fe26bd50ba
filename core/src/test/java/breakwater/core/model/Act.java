package breakwater.core.model;

/** What may happen only so often in one course, lest courses have no end; each is paid for by the moves that name it. */
enum Act {
    /** An order of ours, protection not counted. */
    ORDER,
    REPLACE,
    /** A send of which it is not known whether it arrived, or that never left. */
    LOSE,
    /** The venue refuses an order, a cancel or a replace. */
    REFUSE,
    /** A fill after the end. */
    LATE,
    /** A fill told twice. */
    REPEAT,
    BUST,
    /** The next deadline comes. */
    WAIT,
    /** The venue answers what it was asked of an order of unknown fate. */
    ANSWER
}
