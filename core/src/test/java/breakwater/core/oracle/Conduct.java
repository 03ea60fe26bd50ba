package breakwater.core.oracle;

/** The controls that an entry is asked after P21, in their order, and what they remember of what went out and was filled. */
final class Conduct {
    private final Leverage leverage;

    Conduct(final JournalOracle oracle) {
        leverage = new Leverage(oracle.ledger);
    }

    boolean isWithin(final Question q, final Examination exam) {
        return leverage.isWithin(q, exam);
    }
}
