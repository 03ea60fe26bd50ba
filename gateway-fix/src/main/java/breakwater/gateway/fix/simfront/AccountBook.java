package breakwater.gateway.fix.simfront;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixTerms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an account holds and what its cash is, from its executions as they happened, each once: at average cost, fees taken off
 * the cash (those of the venue's rates where a report forgets them), a bust by an entry of equal money the other way, a correction
 * by that and a new entry. Thread: the venue's.
 */
final class AccountBook {
    private static final MathContext EXACT_ENOUGH = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final int PPM_DECIMALS = 6;

    private final FixTerms terms;
    private final Map<Integer, Holding> held = new TreeMap<>();
    private final Map<Long, Execution> executions;
    private BigDecimal cash;

    /** A position and what it cost, negative where it is short. */
    private static final class Holding {
        private long net;
        private BigDecimal cost = BigDecimal.ZERO;

        /** Returns what is realized. */
        private BigDecimal move(final long quantity, final BigDecimal paid) {
            final long before = net;
            net = Math.addExact(net, quantity);
            if (Long.signum(before) * Long.signum(quantity) >= 0) {
                cost = cost.add(paid);
                return BigDecimal.ZERO;
            }
            if (Math.abs(quantity) <= Math.abs(before)) {
                final BigDecimal released = cost.multiply(BigDecimal.valueOf(Math.abs(quantity)))
                        .divide(BigDecimal.valueOf(Math.abs(before)), EXACT_ENOUGH);
                cost = cost.subtract(released);
                return paid.negate().subtract(released);
            }
            final BigDecimal closing = paid.multiply(BigDecimal.valueOf(Math.abs(before)))
                    .divide(BigDecimal.valueOf(Math.abs(quantity)), EXACT_ENOUGH);
            final BigDecimal realized = closing.negate().subtract(cost);
            cost = paid.subtract(closing);
            return realized;
        }
    }

    private record Execution(int instrumentId, long quantity, BigDecimal paid, BigDecimal fee) {}

    /** @param remembered how many executions, the newest, are known by their ids: a bust of an older one moves nothing */
    AccountBook(final FixTerms terms, final long openingE8, final int remembered) {
        this.terms = terms;
        executions = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(final Map.Entry<Long, Execution> eldest) {
                return size() > remembered;
            }
        };
        cash = BigDecimal.valueOf(openingE8, -Decimals.MONEY_EXPONENT);
    }

    /** Books an execution of an order of that side; what comes twice counts once. */
    void onExecution(final Side side, final ExecutionReportDecoder told) {
        if (told.execType() == ExecType.TRADE_BUST) {
            reverse(told.referenceExecutionId());
        } else if (told.execType() == ExecType.TRADE_CORRECT) {
            reverse(told.referenceExecutionId());
            enter(side, told);
        } else if (!executions.containsKey(told.executionId())) {
            enter(side, told);
        }
    }

    private void enter(final Side side, final ExecutionReportDecoder told) {
        final FixTerms.Instrument instrument = terms.instrument(told.instrumentId());
        final long quantity = side == Side.BUY ? told.lastQuantity() : -told.lastQuantity();
        final BigDecimal paid = BigDecimal.valueOf(told.lastPrice(), -instrument.priceExponent())
                .multiply(BigDecimal.valueOf(quantity, -instrument.quantityExponent()))
                .multiply(BigDecimal.valueOf(instrument.multiplier()));
        final BigDecimal fee = told.feeE8() == 0
                ? fee(instrument, paid, told)
                : BigDecimal.valueOf(told.feeE8(), -Decimals.MONEY_EXPONENT);
        executions.put(told.executionId(), new Execution(instrument.id(), quantity, paid, fee));
        book(instrument.id(), quantity, paid, fee);
    }

    /** Returns what a fill costs by the venue's rates, rounded up to 1e-8. */
    private static BigDecimal fee(
            final FixTerms.Instrument instrument, final BigDecimal paid, final ExecutionReportDecoder told) {
        final long ratePpm = told.isMaker() != 0 ? instrument.makerFeePpm() : instrument.takerFeePpm();
        return paid.abs()
                .multiply(BigDecimal.valueOf(ratePpm, PPM_DECIMALS))
                .setScale(-Decimals.MONEY_EXPONENT, RoundingMode.CEILING);
    }

    private void reverse(final long executionId) {
        final Execution fill = executions.get(executionId);
        if (fill != null && fill.quantity() != 0) {
            executions.put(executionId, new Execution(fill.instrumentId(), 0, BigDecimal.ZERO, BigDecimal.ZERO));
            book(
                    fill.instrumentId(),
                    -fill.quantity(),
                    fill.paid().negate(),
                    fill.fee().negate());
        }
    }

    private void book(final int instrumentId, final long quantity, final BigDecimal paid, final BigDecimal fee) {
        final Holding holding = held.computeIfAbsent(instrumentId, id -> new Holding());
        cash = cash.add(holding.move(quantity, paid)).subtract(fee);
    }

    /** Returns the signed quantity of an instrument, a mantissa. */
    long net(final int instrumentId) {
        final Holding holding = held.get(instrumentId);
        return holding == null ? 0 : holding.net;
    }

    /** Returns what is held, by instrument id in order; nothing that is flat. */
    Map<Integer, Long> positions() {
        final Map<Integer, Long> all = new TreeMap<>();
        held.forEach((id, holding) -> {
            if (holding.net != 0) {
                all.put(id, holding.net);
            }
        });
        return all;
    }

    /** Returns the balance, rounded down to 1e-8: with what was realized and the fees, without what is open. */
    BigDecimal cash() {
        return cash.setScale(-Decimals.MONEY_EXPONENT, RoundingMode.FLOOR);
    }
}
