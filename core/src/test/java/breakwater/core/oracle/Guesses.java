package breakwater.core.oracle;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gate may have been asked, given its answer. The answer to an approval is the whole order; a refusal names
 * signal, strategy, instrument, side, role, price and quantity. Neither says whether an entry is bracketed, a refusal does not say what
 * it would have replaced, nor the trigger of a stop: each possibility is a guess, and the fewer the better.
 */
final class Guesses {
    private final JournalOracle o;

    Guesses(final JournalOracle oracle) {
        o = oracle;
    }

    /** Of an approval that became a new order. */
    List<Proposal> of(final OrderNewDecoder d, final long signalId) {
        final Proposal p = proposal(d.strategyId(), d.instrumentId(), d.side(), d.role());
        p.type = d.orderType();
        p.price = d.price();
        p.stopPrice = d.stopPrice();
        p.quantity = d.quantity();
        p.linkId = d.linkId();
        return withDoubts(p.role == OrderRole.ENTRY ? entries(p, signalId) : List.of(p));
    }

    /** Adds to an exit right behind cancels what it is if they are there to clear its way. */
    List<Proposal> withClears(final List<Proposal> asked, final List<JournalRecord> outputs, final int i) {
        long ofVenue = 0;
        long ofStrategy = 0;
        for (int at = i - 2; at >= 0 && outputs.get(at).template() == OrderCancelDecoder.TEMPLATE_ID; at -= 2) {
            final Order canceled =
                    o.orders.find(o.read.orderCancel(outputs.get(at)).clientOrderId());
            ofVenue += canceled != null && canceled.raises() ? 1 : 0;
            ofStrategy +=
                    canceled != null && canceled.raises() && canceled.strategyId == asked.get(0).strategyId ? 1 : 0;
        }
        final List<Proposal> all = new ArrayList<>(asked);
        for (final Proposal p : asked) {
            if (ofVenue > 0 && p.claimsExit()) {
                final Proposal guess = p.copy();
                guess.clearsOfVenue = ofVenue;
                guess.clearsOfStrategy = ofStrategy;
                all.add(guess);
            }
        }
        return all;
    }

    /** Of an approval that became a change of an order. */
    List<Proposal> of(
            final Order order, final long price, final long stopPrice, final long quantity, final long signalId) {
        final Proposal p = proposal(order.strategyId, order.instrumentId, order.side, order.role);
        p.price = price;
        p.stopPrice = stopPrice;
        p.quantity = quantity;
        return List.of(replacing(p, order));
    }

    /** Of a refusal. */
    List<Proposal> of(final RiskRejectedDecoder d) {
        final Proposal p = proposal(d.strategyId(), d.instrumentId(), d.side(), d.role());
        p.price = d.price();
        p.quantity = d.quantity();
        switch (d.role()) {
            case ENTRY:
                return withDoubts(refusedEntries(p, d.signalId()));
            case STOP:
                return refusedStops(p);
            case TARGET1:
            case TARGET2:
                return refusedTargets(p);
            default:
                return withDoubts(List.of(p));
        }
    }

    /** Adds to each order that is also to come in the place of another what it is if that was called off. */
    private List<Proposal> withDoubts(final List<Proposal> guesses) {
        final List<Proposal> all = new ArrayList<>(guesses);
        for (final Proposal p : guesses) {
            final Order.Terms terms = new Order.Terms(p.price, 0, p.quantity);
            final boolean isDoubtful = o.orders.inBook(p.strategyId, p.instrumentId).stream()
                    .anyMatch(order -> order.side == p.side && terms.equals(order.successor));
            if (p.replaces == null && isDoubtful) {
                final Proposal guess = p.copy();
                guess.knowsOfNoSuccessor = true;
                all.add(guess);
            }
        }
        return all;
    }

    private Proposal proposal(final int strategyId, final int instrumentId, final Side side, final OrderRole role) {
        final Proposal p = new Proposal();
        p.strategyId = strategyId;
        p.instrumentId = instrumentId;
        p.side = side;
        p.role = role;
        p.accountId = o.world.strategies.get(strategyId).accountId();
        p.venueId = o.world.instruments.get(instrumentId).venueId();
        p.claim = role == OrderRole.MANUAL && o.isManualExit() ? Effect.REDUCES : Proposal.claimOf(role);
        p.type = role == OrderRole.STOP ? OrderType.STOP_LIMIT : OrderType.LIMIT;
        return p;
    }

    /** A new entry: of a strategy that has just spoken, or in the place of one that the venue could not replace. */
    private List<Proposal> entries(final Proposal p, final long signalId) {
        final JournalOracle.Spoken spoken = o.spoken(signalId);
        if (spoken == null) {
            return List.of(p);
        }
        p.with(spoken.said());
        final World.Strategy strategy = o.world.strategies.get(p.strategyId);
        final List<Proposal> guesses = new ArrayList<>();
        if (strategy.mayNotBracket()) {
            guesses.add(p);
        }
        if (strategy.mayBracket()) {
            final Proposal bracketed = p.copy();
            bracketed.isBracketed = true;
            bracketed.isSized = strategy.isSized() && o.isFresh(signalId);
            guesses.add(bracketed);
        }
        return guesses;
    }

    private List<Proposal> refusedEntries(final Proposal p, final long signalId) {
        final JournalOracle.Spoken spoken = o.spoken(signalId);
        final boolean isNew = spoken != null && o.isFresh(signalId) && spoken.kind() == SignalKind.ENTER;
        final List<Proposal> guesses = new ArrayList<>();
        if (isNew) {
            return entries(p, signalId);
        }
        if (!o.world.venues.get(p.venueId).replacesInPlace()) {
            guesses.addAll(entries(p.copy(), signalId));
        }
        final boolean isAsked = spoken != null && spoken.kind() == SignalKind.REPLACE;
        for (final Order order : o.orders.inBook(p.strategyId, p.instrumentId)) {
            final boolean isOfSignal = isAsked || (order.said == null ? 0 : order.said.id()) == signalId;
            if (order.role == OrderRole.ENTRY && order.side == p.side && isOfSignal && order.quantity >= p.quantity) {
                guesses.add(replacing(p.copy(), order));
            }
        }
        return guesses;
    }

    /** A changed order keeps what its signal said. */
    private Proposal replacing(final Proposal p, final Order order) {
        p.replaces = order;
        p.linkId = order.role == OrderRole.ENTRY ? 0 : order.linkId;
        p.type = order.type;
        p.with(order.said);
        p.isBracketed = order.isBracketed;
        return p;
    }

    private List<Proposal> refusedStops(final Proposal p) {
        final List<Proposal> guesses = new ArrayList<>();
        for (final long trigger : triggers(p)) {
            final Proposal guess = p.copy();
            guess.stopPrice = trigger;
            guesses.add(guess);
            for (final Order order : o.orders.inBook(p.strategyId, p.instrumentId)) {
                if (order.role == OrderRole.STOP && order.side == p.side) {
                    guesses.add(replacing(guess.copy(), order));
                }
            }
        }
        return guesses;
    }

    /** Returns the triggers whose limit, the offset behind them, is the price that was refused. */
    private List<Long> triggers(final Proposal p) {
        final long tick = o.world.instruments.get(p.instrumentId).tick();
        final long offset = p.price * o.world.stopLimitOffsetPpm / 1_000_000;
        final long middle = p.isBuy() ? p.price - offset : p.price + offset;
        final List<Long> triggers = new ArrayList<>();
        for (long trigger = middle - 3 * tick - 3; trigger <= middle + 3 * tick + 3; trigger++) {
            final var behind = Exact.ppm(Exact.of(trigger), o.world.stopLimitOffsetPpm, RoundingMode.CEILING);
            final long limit = p.isBuy()
                    ? Exact.ceilTo(Exact.of(trigger).add(behind), tick).longValueExact()
                    : Math.max(
                            tick,
                            Exact.floorTo(Exact.of(trigger).subtract(behind), tick)
                                    .longValueExact());
            if (limit == p.price) {
                triggers.add(trigger);
            }
        }
        return triggers;
    }

    private List<Proposal> refusedTargets(final Proposal p) {
        final List<Proposal> guesses = new ArrayList<>();
        final Proposal fresh = p.copy();
        // Its partner is a stop of the book, and that is all that its number matters for.
        fresh.linkId = o.world.venues.get(p.venueId).links() ? -1 : 0;
        guesses.add(fresh);
        for (final Order order : o.orders.inBook(p.strategyId, p.instrumentId)) {
            if (order.role == p.role && order.side == p.side) {
                guesses.add(replacing(p.copy(), order));
            }
        }
        return guesses;
    }
}
