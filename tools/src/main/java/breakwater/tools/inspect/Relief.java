package breakwater.tools.inspect;

import breakwater.core.Engine;
import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;

/**
 * What would let through next what was refused: the largest thing counted in the refusing scope, the time at which a window
 * frees, or who has to lift what. A hint for a person, from the engine as the event left it; it promises nothing. Cold.
 */
final class Relief {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Catalogue names;
    private final Engine engine;
    private String largest;
    private long largestE8;

    Relief(final Catalogue names, final Engine engine) {
        this.names = names;
        this.engine = engine;
    }

    /** Returns the hint, or an empty text where there is none. {@code nowNs}: when it was refused, UTC. */
    String of(final RiskRejectedDecoder r, final long nowNs) {
        final Control control = Control.of(r.control());
        if (control == null) {
            return "";
        }
        switch (control) {
            case POSITION_LIMIT:
            case EXPOSURE:
            case CONCURRENCY:
            case HEAT:
            case LEVERAGE:
            case BUYING_POWER:
            case ALLOCATION:
            case OPEN_ORDERS:
                return largest(r);
            case ORDER_QUANTITY:
            case REDUCE_ONLY:
                return "an order of no more than "
                        + names.quantity(r.instrumentId(), Math.max(0, Math.min(r.quantity(), r.bound())));
            case ORDER_NOTIONAL:
            case BASKET:
                return "a smaller one: this is " + Catalogue.money(r.observed() - r.bound()) + " too much";
            case DUPLICATE_ORDER:
                return r.observed() == 0 ? "when the equal order has ended" : at(nowNs + r.bound() - r.observed());
            case COOLDOWN:
                return at(nowNs + r.bound() - r.observed());
            case THROTTLE:
                return tokens(r, nowNs);
            case VELOCITY:
                return "as orders leave the window of a second, a minute or a day";
            case ORDER_TO_TRADE:
                return "a trade in the instrument, or as orders leave the hour";
            case REPEATED_EXECUTION:
                return "a person's look: breakwater resume --strategy " + names.strategy(r.strategyId());
            case KILL_STATE:
                return "a resume, once what holds it has ended: breakwater status names the scope and the cause";
            case BASKET_WHOLE:
                return "what lets the refused part through, in " + names.scope(r.scopeType(), r.scopeId());
            case NO_TRADE_BAND:
                return "a weight further from what is held";
            case ADMISSION:
                return "more volume within 24 hours, or a row for assumed-volume until a day was watched";
            case DAY_TRADES:
                return "equity of "
                        + Catalogue.money(engine.limits().value(Figure.DAY_TRADE_EQUITY, ScopeType.GLOBAL, 0))
                        + ", or as day trades become older than five trading days";
            case MARKET_STATE:
                return "when the market opens";
            case STALE_DATA:
                return "a fresh quote";
            case CORRELATION:
                return "the other side, or when what it goes together with is closed";
            case SELF_MATCH:
                return "when the crossed orders have ended";
            case DEFAULT_DENY:
                return r.bound() < 0 ? "a quote" : missing(r);
            default:
                return "";
        }
    }

    private static String at(final long timeNs) {
        return "from " + Times.clock(timeNs) + " on";
    }

    private static String missing(final RiskRejectedDecoder r) {
        final Figure figure = Figure.of(Control.of((int) r.observed()), (int) r.bound());
        return figure == null
                ? ""
                : "a row for " + breakwater.tools.config.ConfigFile.label(figure) + ": breakwater limits apply";
    }

    private String tokens(final RiskRejectedDecoder r, final long nowNs) {
        final long rate = engine.limits().value(Figure.MESSAGE_RATE, r.scopeType(), r.scopeId());
        return rate <= 0
                ? "a row for message-rate above 0"
                : at(nowNs + Math.multiplyExact(r.bound() - r.observed(), SECOND_NS) / rate)
                        + ", if nothing else is sent";
    }

    /** Names the position or the resting orders of a book that are worth most among what the scope counts. */
    private String largest(final RiskRejectedDecoder r) {
        largest = "";
        largestE8 = 0;
        for (int strategy = 0; strategy < engine.signals().count(); strategy++) {
            for (int instrument = 0; instrument < engine.instruments().count(); instrument++) {
                if (engine.signals().isAdmitted(strategy)
                        && engine.instruments().isDefined(instrument)
                        && covers(r.scopeType(), r.scopeId(), strategy, instrument)) {
                    book(strategy, instrument);
                }
            }
        }
        return largest.isEmpty() ? "a smaller order: nothing else is counted there" : largest;
    }

    private boolean covers(final ScopeType type, final int id, final int strategy, final int instrument) {
        switch (type) {
            case STRATEGY:
                return id == strategy;
            case INSTRUMENT:
                return id == instrument;
            case ACCOUNT:
                return id == engine.signals().accountId(strategy);
            case VENUE:
                return id == engine.instruments().venueId(instrument);
            case ASSET_CLASS:
                return id == engine.instruments().assetClass(instrument).value();
            default:
                return true;
        }
    }

    private void book(final int strategy, final int instrument) {
        final long held = engine.positions().netQuantity(strategy, instrument);
        weigh("closing " + names.strategy(strategy) + "'s " + (held > 0 ? "long " : "short "), instrument, held);
        weigh(
                "canceling " + names.strategy(strategy) + "'s buys of ",
                instrument,
                engine.orders().buyLeaves(strategy, instrument));
        weigh(
                "canceling " + names.strategy(strategy) + "'s sells of ",
                instrument,
                engine.orders().sellLeaves(strategy, instrument));
    }

    private void weigh(final String how, final int instrument, final long quantity) {
        final long mark = Math.max(
                engine.market().markPrice(instrument, 1), engine.market().markPrice(instrument, -1));
        final long worthE8 = quantity == 0 || quantity == Long.MIN_VALUE
                ? 0
                : engine.instruments().notionalE8(instrument, mark, Math.abs(quantity), Rounding.UP);
        if (quantity != 0 && worthE8 != Decimals.OVERFLOW && (largest.isEmpty() || worthE8 > largestE8)) {
            largestE8 = worthE8;
            largest = how + names.quantity(instrument, Math.abs(quantity)) + " " + names.symbol(instrument) + ", worth "
                    + Catalogue.money(worthE8) + ", the largest counted there";
        }
    }
}
