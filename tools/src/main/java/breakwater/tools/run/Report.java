package breakwater.tools.run;

import breakwater.core.Engine;
import breakwater.core.decimal.Decimals;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;
import breakwater.tools.operate.ScopeNames;
import java.time.Instant;
import java.util.Locale;

/** What a human sees of a running session: one line of progress, and the summary at its end. */
final class Report {
    private Report() {}

    static String line(final Session session, final double eventsPerSecond) {
        final Engine engine = session.engine();
        final StringBuilder out = new StringBuilder();
        out.append(Instant.ofEpochMilli(engine.nowNs() / 1_000_000)).append("  ");
        for (int i = 0; i < Math.min(2, engine.instruments().count()); i++) {
            final int exponent = engine.instruments().priceExponent(i);
            out.append(engine.instruments().symbol(i))
                    .append(' ')
                    .append(Decimals.format(engine.market().lastPrice(i), exponent))
                    .append("  pos ")
                    .append(Decimals.format(
                            engine.positions().netQuantity(i),
                            engine.instruments().quantityExponent(i)))
                    .append("  ");
        }
        out.append("P&L ")
                .append(money(profit(engine)))
                .append("  day loss ")
                .append(dayLoss(engine))
                .append(" of ")
                .append(dayLossLimit(engine))
                .append("  ")
                .append(restrictions(session))
                .append("  ");
        return out.append(String.format(Locale.ROOT, "%,.0f events/s  seq %,d", eventsPerSecond, engine.sequence()))
                .toString();
    }

    static String money(final long valueE8) {
        return String.format(Locale.ROOT, "%,.2f", valueE8 / 1e8);
    }

    /** Equity less what the account began with. */
    private static long profit(final Engine engine) {
        return engine.positions().realizedE8(0)
                - engine.positions().feesE8(0)
                + (engine.positions().equityE8(0) - engine.positions().cashE8(0));
    }

    private static String dayLoss(final Engine engine) {
        final long opening = engine.monitor().openingEquityE8(0);
        final long loss = opening - engine.positions().equityE8(0);
        return opening <= 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", Math.max(0, loss) * 100.0 / opening);
    }

    private static String dayLossLimit(final Engine engine) {
        final long ppm = engine.limits().value(Figure.DAILY_LOSS, ScopeType.GLOBAL, 0);
        return ppm == Limits.MISSING ? "no limit" : String.format(Locale.ROOT, "%.2f %%", ppm / 1e4);
    }

    /** Returns ACTIVE, or each scope that is held and its level. */
    static String restrictions(final Session session) {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            final Level level = session.engine().monitor().level(ControlPage.typeOf(i), ControlPage.idOf(i));
            if (level != Level.ACTIVE) {
                out.append(out.length() == 0 ? "" : ", ")
                        .append(
                                ControlPage.typeOf(i) == ScopeType.GLOBAL
                                        ? ""
                                        : ScopeNames.word(ControlPage.typeOf(i)) + " ")
                        .append(ScopeNames.text(session.page(), i))
                        .append(' ')
                        .append(level);
            }
        }
        return out.length() == 0 ? "ACTIVE" : out.toString().replace("  ", " ");
    }

    static String summary(final Session session, final double seconds, final long startSequence) {
        final Engine engine = session.engine();
        final ControlPage page = session.page();
        final long events = engine.sequence() - startSequence;
        return String.format(
                Locale.ROOT,
                "%,d inputs, %,d outputs in %.1f s (%,.0f inputs/s), %,d quarantined%n"
                        + "equity %s  realized %s  fees %s  position %s  open orders %d  %s%n"
                        + "state digest %016x  input chain %016x  run folder %s",
                engine.sequence(),
                engine.outputSequence(),
                seconds,
                events / Math.max(seconds, 1e-9),
                page.get(ControlPage.Word.QUARANTINED),
                money(engine.positions().equityE8(0)),
                money(engine.positions().realizedE8(0)),
                money(engine.positions().feesE8(0)),
                Decimals.format(
                        engine.positions().netQuantity(0), engine.instruments().quantityExponent(0)),
                engine.orders().workingOrders(),
                restrictions(session),
                engine.digest(),
                session.inputChain(),
                session.folder().path());
    }
}
