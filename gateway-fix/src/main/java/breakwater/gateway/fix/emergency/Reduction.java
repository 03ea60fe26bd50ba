package breakwater.gateway.fix.emergency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * One position on its way to nothing. Before each slice the venue is asked again, and goes on only where its answer and its fills
 * agree; after each, protection that is larger than what is left shrinks by what filled: so at no moment is something held
 * without its stop, and no stop outlives what it protects.
 *
 * <p>Thread: the watchdog's. Errors: none; what is not answered in time ends it.
 */
final class Reduction {
    private static final int BARREN_MAX = 3;

    private final EmergencySession session;
    private final AccountView view;
    private final String account;
    private final String symbol;
    private final SliceTerms terms;
    private final long untilNs;

    Reduction(
            final EmergencySession session,
            final String account,
            final String symbol,
            final SliceTerms terms,
            final long untilNs) {
        this.session = session;
        this.view = session.view();
        this.account = account;
        this.symbol = symbol;
        this.terms = terms;
        this.untilNs = untilNs;
    }

    /** Returns what the venue says is left, empty where it does not say. */
    Optional<BigDecimal> run() {
        int barren = 0;
        while (true) {
            final BigDecimal held = confirmed();
            if (held == null || !shrink(held.abs(), held.signum() < 0)) {
                return Optional.empty();
            }
            final BigDecimal slice = slice(held.abs());
            if (slice.signum() == 0 || barren >= BARREN_MAX || System.nanoTime() > untilNs) {
                return Optional.of(held);
            }
            final BigDecimal price = price(held.signum() < 0);
            if (price == null) {
                session.tell(symbol + ": the venue tells no price; " + held.toPlainString() + " is left to its stops");
                return Optional.of(held);
            }
            final Asked order =
                    session.ask(account, id -> Requests.slice(id, account, symbol, held.signum() < 0, slice, price));
            if (!view.await(order::isOver, untilNs)) {
                return Optional.empty();
            }
            barren = order.filled.signum() > 0 ? 0 : barren + 1;
            if (!shrink(held.abs().subtract(order.filled), held.signum() < 0)) {
                return Optional.empty();
            }
        }
    }

    /** Returns what is held, or null where it is not confirmed. */
    private BigDecimal confirmed() {
        final Optional<List<EmergencySession.Held>> all = session.holdings(Math.max(0, untilNs - System.nanoTime()));
        if (all.isEmpty()) {
            return null;
        }
        synchronized (view) {
            return session.isConfirmed(account, symbol) ? view.holdings(account).told(symbol) : null;
        }
    }

    private BigDecimal slice(final BigDecimal held) {
        final BigDecimal most = held.min(terms.sliceMax());
        return most.divide(terms.lot(), 0, RoundingMode.DOWN).multiply(terms.lot());
    }

    /** Returns the worst price that a slice may have, on a tick and inside the collar, or null. */
    private BigDecimal price(final boolean isBuy) {
        final Asked quote = session.ask(account, id -> Requests.quote(id, symbol));
        view.await(quote::isOver, untilNs);
        final BigDecimal touch = isBuy ? quote.offer : quote.bid;
        if (touch == null || touch.signum() <= 0) {
            return null;
        }
        final BigDecimal factor = isBuy ? BigDecimal.ONE.add(terms.collar()) : BigDecimal.ONE.subtract(terms.collar());
        final BigDecimal price = touch.multiply(factor)
                .divide(terms.tick(), 0, isBuy ? RoundingMode.DOWN : RoundingMode.UP)
                .multiply(terms.tick());
        return price.signum() > 0 ? price : null;
    }

    /**
     * Brings stops, and apart from them targets, down to what is left; on the other side of the market, and where nothing is
     * left, none has a purpose any more. Returns whether the venue confirmed each change.
     */
    private boolean shrink(final BigDecimal left, final boolean isShort) {
        final String side = isShort ? "1" : "2";
        for (final Purpose purpose : new Purpose[] {Purpose.STOP, Purpose.REDUCES}) {
            final List<ToldOrder> resting;
            BigDecimal excess = left.negate();
            synchronized (view) {
                resting = view.orders(order -> order.purpose == purpose
                        && order.account.equals(account)
                        && order.symbol.equals(symbol)
                        && (left.signum() == 0 || order.side.equals(side)));
                for (final ToldOrder order : resting) {
                    excess = excess.add(order.leaves);
                }
            }
            for (final ToldOrder order : resting) {
                if (excess.signum() <= 0) {
                    break;
                }
                final BigDecimal cut = excess.min(order.leaves);
                if (!cut(order, cut)) {
                    return false;
                }
                excess = excess.subtract(cut);
            }
        }
        return true;
    }

    private boolean cut(final ToldOrder order, final BigDecimal cut) {
        final BigDecimal leaves;
        final BigDecimal quantity;
        synchronized (view) {
            leaves = order.leaves;
            quantity = order.quantity.subtract(cut);
        }
        final boolean isWhole = cut.compareTo(leaves) >= 0;
        final Asked change =
                session.ask(account, id -> isWhole ? Requests.cancel(id, order) : Requests.shrink(id, order, quantity));
        // Gone, or smaller: by the change, or because it filled meanwhile, which the next answer about the position
        // tells.
        return view.await(
                () -> view.order(order.orderId) == null || order.leaves.compareTo(leaves) < 0 || change.isRefused,
                untilNs);
    }
}
