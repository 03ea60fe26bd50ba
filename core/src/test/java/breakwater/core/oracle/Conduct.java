package breakwater.core.oracle;

/** The controls that an entry is asked after P21, in their order, and what they remember of what went out and was filled. */
final class Conduct {
    private final Leverage leverage;
    private final BuyingPower buyingPower;

    Conduct(final JournalOracle oracle) {
        final Worst worst = new Worst(oracle);
        leverage = new Leverage(oracle.ledger);
        buyingPower = new BuyingPower(oracle, worst);
    }

    boolean isWithin(final Question q, final Examination exam) {
        return leverage.isWithin(q, exam)
                && buyingPower.isWithin(q, exam);
    }
}
