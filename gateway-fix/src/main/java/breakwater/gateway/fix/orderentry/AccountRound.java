package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.account.CashAnswer;
import breakwater.gateway.fix.account.PositionsAnswer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One account in a round of questions: what has been asked, what has come of the answer, and what is not compared yet, since
 * fills came beside it. Thread: under its {@link BookQuestions}' lock.
 */
final class AccountRound {
    final FixTerms.Account account;
    /** Instruments whose position has not been told in this round. */
    final List<FixTerms.Instrument> positionsLeft = new ArrayList<>();

    boolean isCashLeft;
    PositionsAnswer positions;
    CashAnswer cash;
    String positionsId;
    String cashId;
    /** When the questions that are open went out first, and last: a gap fill may have swallowed the first ones. */
    long firstAskedNs;

    long askedNs;
    /** When the answers were whole; 0 = they are not. */
    long toldNs;

    int rounds;
    boolean isOver;

    AccountRound(final FixTerms.Account account, final FixTerms terms, final BookTerms books) {
        this.account = account;
        if (books.hasPositions()) {
            positionsLeft.addAll(terms.instruments());
        }
        isCashLeft = books.hasCash();
    }

    boolean isCompared() {
        return positionsLeft.isEmpty() && !isCashLeft;
    }

    boolean isHeard() {
        return positions != null && positions.isBegun() || cash != null && cash.isBegun();
    }

    boolean isTold() {
        return (positions == null || positions.isComplete()) && (cash == null || cash.isComplete());
    }

    /** Returns why the account cannot be compared, null where the venue may still tell. */
    String refusal() {
        return positions != null && positions.refusal() != null
                ? "positions: " + positions.refusal()
                : cash != null && cash.refusal() != null ? "cash: " + cash.refusal() : null;
    }

    /** Tells what nothing moved while it was asked for; the rest is left for the next question. */
    void tell(final FillTimes fills, final long quietSinceNs, final FixTerms terms, final BookSink sink)
            throws FixRefusal {
        if (positions != null) {
            refuseUnknown(terms);
        }
        for (final Iterator<FixTerms.Instrument> each = positionsLeft.iterator(); each.hasNext(); ) {
            final FixTerms.Instrument instrument = each.next();
            final long quantity = mantissa(instrument, positions.net().get(instrument.symbol()));
            if (fills.isStill(account.name(), instrument.symbol(), quietSinceNs)) {
                sink.position(account.id(), instrument.id(), quantity);
                each.remove();
            }
        }
        if (isCashLeft && fills.isStill(account.name(), quietSinceNs)) {
            sink.cash(account.id(), cash.cashE8());
            isCashLeft = false;
        }
    }

    private void refuseUnknown(final FixTerms terms) throws FixRefusal {
        for (final Map.Entry<String, BigDecimal> each : positions.net().entrySet()) {
            if (each.getValue().signum() != 0 && terms.instrument(each.getKey()) == null) {
                throw new FixRefusal("holds " + each.getValue().toPlainString() + " of " + each.getKey()
                        + ", which is no instrument of this run");
            }
        }
    }

    private static long mantissa(final FixTerms.Instrument instrument, final BigDecimal quantity) throws FixRefusal {
        if (quantity == null) {
            return 0;
        }
        try {
            return quantity.movePointRight(-instrument.quantityExponent()).longValueExact();
        } catch (final ArithmeticException inexact) {
            throw new FixRefusal("holds " + quantity.toPlainString() + " of " + instrument.symbol()
                    + ", which has no exact value in steps of 1e" + instrument.quantityExponent());
        }
    }
}
