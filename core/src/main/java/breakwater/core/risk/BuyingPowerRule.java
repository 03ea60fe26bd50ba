package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;

/**
 * P12: an account pays for what it buys and holds what it sells. That is asked in instruments that are not shortable:
 * there a position is the thing itself, bought with cash. What is shortable is taken for a margin product: the venue lends
 * cash and units, a position ties up a share of equity only, and its bound is P11; so no cash is set aside for it here, but
 * what it has lost is not to be spent: funds are cash or equity, whichever is less.
 *
 * <p>Buys: funds less the cost of what is held (at entry price, one step dearer since that is rounded), less every open buy
 * and this one at worst value, less what suspense books hold at their mark; what is left, in ppm of equity rounded down, is
 * at least the reserve. Without equity nothing fits. Sells: every open sell and this one, less what the account's
 * strategies hold; the bound is 0. What a suspense book holds is not ours to deliver, what it owes is (I9).
 */
final class BuyingPowerRule {
    private final Instruments instruments;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final BookValues values;
    private final ExposureRule exposure;
    private final WorstValue worst;
    private final Examiner examiner;
    private final Rows reserve;
    private final Rows reserveOfAccount;
    private long costE8;
    private long unitsShort;

    BuyingPowerRule(
            final Instruments instruments,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final BookValues values,
            final ExposureRule exposure,
            final WorstValue worst,
            final Examiner examiner) {
        this.instruments = instruments;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.values = values;
        this.exposure = exposure;
        this.worst = worst;
        this.examiner = examiner;
        reserve = examiner.rows(Figure.CASH_RESERVE, ScopeType.GLOBAL);
        reserveOfAccount = examiner.rows(Figure.CASH_RESERVE, ScopeType.ACCOUNT);
    }

    /** Returns whether an instrument is paid for and delivered. */
    boolean isAsked(final Candidate c) {
        return !c.clear.isShortable;
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        if (!isAsked(c)) {
            return true;
        }
        final int accountId = c.intent.accountId;
        if (!c.isBuy() || !isSummedFromKept(accountId)) {
            return false;
        }
        final long equityE8 = c.equityE8();
        final long leftE8 = Decimals.subtract(Math.min(positions.cashE8(accountId), equityE8), costE8);
        return Clearance.isShareAtLeast(leftE8, equityE8, c.clear.cashReserve);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(reserve)) {
            return false;
        }
        if (instruments.isShortable(c.instrumentId())) {
            return true;
        }
        if (!c.isBuy()) {
            sum(c);
            return examiner.holds(
                    Control.BUYING_POWER, ScopeType.INSTRUMENT, c.instrumentId(), unitsShort, 0, unitsShort <= 0);
        }
        final int accountId = c.intent.accountId;
        if (!isSummedFromKept(accountId)) {
            sum(c);
        }
        final long equityE8 = c.equityE8();
        final long cashE8 = positions.cashE8(accountId);
        final long leftE8 = Decimals.subtract(Math.min(cashE8, equityE8), costE8);
        return examiner.isShareClear(reserveOfAccount, accountId, leftE8, equityE8)
                || examiner.asksBoth(reserveOfAccount, accountId, leftPpm(cashE8, equityE8, leftE8));
    }

    private static long leftPpm(final long cashE8, final long equityE8, final long leftE8) {
        if (equityE8 == Decimals.OVERFLOW || cashE8 == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        return equityE8 <= 0 ? -Long.MAX_VALUE : Decimals.mulDiv(leftE8, 1_000_000, equityE8, Rounding.FLOOR);
    }

    /**
     * Takes the sum that is kept. What P10, which is asked before, found this buy to add to its account's worst cases is what
     * it adds to their cost: the value of buys is the part of a book that moves. Answers false where only adding up anew is
     * exact.
     */
    private boolean isSummedFromKept(final int accountId) {
        if (!exposure.isFromKept()) {
            return false;
        }
        costE8 = values.sumsAsAsked().accountCostE8(accountId) + exposure.accountAddedE8();
        return true;
    }

    /** Adds up anew, book by book. */
    private void sum(final Candidate c) {
        costE8 = 0;
        unitsShort = 0;
        for (int i = 0; i < books.count(); i++) {
            if (books.accountId(books.strategyId(i)) == c.intent.accountId || books.strategyId(i) == c.strategyId()) {
                addBook(c, books.strategyId(i), books.instrumentId(i));
            }
        }
        if (!books.contains(c.strategyId(), c.instrumentId())) {
            addBook(c, c.strategyId(), c.instrumentId());
        }
        for (int id = 0; id < instruments.count(); id++) {
            final long suspense =
                    instruments.isDefined(id) && !instruments.isShortable(id) ? positions.suspenseQuantity(id) : 0;
            if (suspense > 0) {
                costE8 = Decimals.add(costE8, worst.ofPosition(id, suspense));
            } else if (suspense < 0 && id == c.instrumentId()) {
                unitsShort = Decimals.subtract(unitsShort, suspense);
            }
        }
    }

    private void addBook(final Candidate c, final int strategyId, final int id) {
        if (instruments.isShortable(id)) {
            return;
        }
        final boolean isAsked = id == c.instrumentId();
        final long added = isAsked && strategyId == c.strategyId() ? c.addedQuantity() : 0;
        final long held = positions.netQuantity(strategyId, id);
        final long buys = Decimals.add(orders.buyLeaves(strategyId, id), c.isBuy() ? added : 0);
        final long price = isAsked && c.isBuy() ? c.intent.price : 0;
        costE8 = Decimals.add(costE8, worst.ofOrders(id, buys, Math.max(orders.worstBuyPrice(id), price)));
        costE8 = Decimals.add(costE8, paidE8(instruments, positions, strategyId, id, held));
        if (isAsked) {
            final long sells = Decimals.add(orders.sellLeaves(strategyId, id), c.isBuy() ? 0 : added);
            unitsShort = Decimals.add(unitsShort, Decimals.subtract(sells, held));
        }
    }

    /** Returns the cost of what a strategy holds, one step of price dearer than its rounded entry; 0 for what it owes. */
    static long paidE8(
            final Instruments instruments,
            final PositionView positions,
            final int strategyId,
            final int id,
            final long held) {
        if (held <= 0) {
            return 0;
        }
        final long entryPrice = Decimals.add(positions.entryPrice(strategyId, id), 1);
        return instruments.notionalE8(id, entryPrice, held, Rounding.UP);
    }
}
