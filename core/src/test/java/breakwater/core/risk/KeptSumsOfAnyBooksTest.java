package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sixteen books and four suspense books that change a few at a time, among them figures at the edge of a long, negative
 * sides, unmarked instruments: what the gate observes of the portfolio is what {@link SlowSums} adds up anew, refusals for an
 * overflow or a missing mark included.
 */
class KeptSumsOfAnyBooksTest {
    private static final long SEED = 412L;
    private static final int DECISIONS = Integer.getInteger("breakwater.decisions", 60_000);

    private final List<String> figures = new ArrayList<>();
    private final GateFixture fixture = new GateFixture(new Figures(), new FakeWorld().telling()).wide();
    private final FakeWorld world = fixture.world;
    private final SlowSums sums =
            new SlowSums(fixture.instruments, world.market, world, world.positions, fixture.limits);
    private final int[] accountOf = {0, 1, 0, 1};
    /** Of what ties up all, a third, an odd part, hardly anything. */
    private static final long[] LEVERAGES = {500_000, 1_000_000, 3_000_000, 7_777_777, Figure.LEVERAGE.largest()};

    private long random = SEED;

    @Test
    void areWhatAddingUpAnewGives() {
        for (int id = 0; id < 4; id++) {
            fixture.limit(Figure.GROSS_EXPOSURE, ScopeType.ASSET_CLASS, id, GateFixture.WIDE);
            fixture.limit(Figure.NET_EXPOSURE, ScopeType.STRATEGY, id, GateFixture.WIDE);
            fixture.limit(Figure.LEVERAGE, ScopeType.INSTRUMENT, id, Figure.LEVERAGE.largest());
        }
        fixture.limit(Figure.LEVERAGE, ScopeType.ACCOUNT, 0, Figure.LEVERAGE.largest());
        fixture.limit(Figure.LEVERAGE, ScopeType.ACCOUNT, 1, Figure.LEVERAGE.largest());
        fixture.limit(Figure.CAPITAL_RESERVE, ScopeType.ACCOUNT, 0, 0);
        int approved = 0;
        int overflows = 0;
        int unmarked = 0;
        for (int n = 0; n < DECISIONS; n++) {
            for (int changes = upTo(8); changes > 0; changes--) {
                change(upTo(FakeWorld.STRATEGIES), upTo(FakeWorld.INSTRUMENTS));
            }
            if (upTo(40) == 0) {
                fixture.limit(Figure.LEVERAGE, ScopeType.ASSET_CLASS, upTo(4), LEVERAGES[upTo(LEVERAGES.length)]);
            }
            final Intent intent = intent();
            figures.clear();

            final Decision decision = fixture.gate.decide(intent, fixture.nowNs);

            final String where = "seed " + SEED + " decision " + n;
            final List<String> expected = sums.of(fixture.gate, intent);
            assertEquals(expected.subList(0, Math.min(figures.size(), expected.size())), figures, where);
            approved += decision.isApproved() ? 1 : 0;
            overflows += decision.control() == Control.ARITHMETIC ? 1 : 0;
            unmarked += decision.control() == Control.DEFAULT_DENY ? 1 : 0;
        }
        final String reached = "approved=" + approved + " overflows=" + overflows + " unmarked=" + unmarked;
        assertTrue(approved > DECISIONS / 60 && overflows > DECISIONS / 600 && unmarked > DECISIONS / 600, reached);
    }

    /** Changes one thing at a time and tells of it; mostly back into a middling range, so that not all is extreme. */
    private void change(final int s, final int i) {
        switch (upTo(8)) {
            case 0:
                world.market.bid[i] = upTo(200) == 0 ? 0 : 9_990 + upTo(11);
                world.market.ask[i] = world.market.bid[i] == 0 ? 0 : world.market.bid[i] + 1 + upTo(10);
                world.moved(i);
                return;
            case 1:
                world.positions.suspense[i] = upTo(3) == 0 ? quantity() * (upTo(2) * 2 - 1) : 0;
                break;
            case 2:
                world.worstBuy[i] = 9_900 + upTo(200);
                world.worstSell[i] = 9_900 + upTo(200);
                break;
            case 3:
                world.buys[s][i] = upTo(2) == 0 ? quantity() : 0;
                break;
            case 4:
                world.sells[s][i] = upTo(2) == 0 ? quantity() : 0;
                break;
            case 5:
                world.entryWorks[s][i] = world.buys[s][i] + world.sells[s][i] != 0 && upTo(2) == 0;
                world.pendingRisk[s][i] = world.entryWorks[s][i] ? upTo(2_000_000_000) : 0;
                break;
            default:
                world.positions.held[s][i] = upTo(2) == 0 ? quantity() * (upTo(2) * 2 - 1) : 0;
                world.positions.entry[s][i] = 9_900 + upTo(200);
                world.stop[s][i] = upTo(2) == 0 ? 9_700 + upTo(600) : 0;
                break;
        }
        world.changed(i);
        if (isOpen(s, i)) {
            accountOf[s] = upTo(50) == 0 ? upTo(2) : accountOf[s];
            fixture.gate.onAdopted(s, i, accountOf[s]);
        }
    }

    private boolean isOpen(final int s, final int i) {
        return world.positions.held[s][i] != 0 || world.buys[s][i] != 0 || world.sells[s][i] != 0;
    }

    /** A unit of quantity is worth about 10^7 E8 here: a long holds some 9 x 10^11 of them. */
    private long quantity() {
        final int kind = upTo(400);
        return kind == 0
                ? Long.MAX_VALUE >>> upTo(8)
                : kind < 4 ? 10L * (1 + upTo(90)) * 1_000_000_000L : 10L * (1 + upTo(400));
    }

    private Intent intent() {
        final Intent intent = fixture.entry(upTo(2) == 0 ? Side.BUY : Side.SELL);
        intent.instrumentId = upTo(FakeWorld.INSTRUMENTS);
        intent.venueId = intent.instrumentId == 2 ? 1 : 0;
        intent.strategyId = upTo(FakeWorld.STRATEGIES);
        intent.accountId = upTo(20) == 0 ? upTo(2) : accountOf[intent.strategyId];
        intent.price = 9_950 + upTo(200);
        intent.quantity = 10L * (1 + upTo(300));
        if (upTo(3) == 0) {
            final long sign = intent.side == Side.BUY ? 1 : -1;
            intent.isBracketed = true;
            intent.quantity = upTo(2) == 0 ? 0 : intent.quantity;
            intent.score = 5;
            intent.protectiveStopPrice = intent.price - sign * (1 + upTo(300));
            intent.target1Price = intent.price + sign * 900;
        }
        return intent;
    }

    private int upTo(final int bound) {
        return (int) Long.remainderUnsigned(Frame.mix(++random), bound);
    }

    /** Hears what the gate observed of the portfolio. */
    private final class Figures implements Trace {
        @Override
        public void control(
                final Control control,
                final ScopeType scopeType,
                final int scopeId,
                final long observed,
                final long bound,
                final boolean passes) {
            final boolean isOfPortfolio = control == Control.CONCURRENCY || isPortfolio(control.code());
            final boolean isDenied = (control == Control.ARITHMETIC && isPortfolio(bound))
                    || (control == Control.DEFAULT_DENY && isPortfolio(observed));
            if (isOfPortfolio || isDenied) {
                figures.add(control + " " + scopeType + " " + scopeId + " " + observed);
            }
        }

        private boolean isPortfolio(final long code) {
            return code == Control.EXPOSURE.code()
                    || code == Control.HEAT.code()
                    || code == Control.LEVERAGE.code()
                    || code == Control.BUYING_POWER.code()
                    || code == Control.ALLOCATION.code();
        }
    }
}
