package breakwater.tools.inspect;

import breakwater.core.message.BarClosedDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.SignalDecoder;
import breakwater.core.risk.Figure;
import breakwater.journal.RunFolder;
import breakwater.journal.replay.Replayer;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** One decision as text: the figures with what they were compared to, the controls that were asked, and what came out. */
final class Explanation {
    private static final String INDENT = "              ";

    private final Catalogue names;
    private final RunFolder folder;
    private final WhyTarget target;
    private final Messages messages = new Messages();
    private final StringBuilder out = new StringBuilder();
    private Relief relief;
    private int instrumentId;
    private int signals;
    private int decisions;
    private String failed = "";

    Explanation(final Catalogue names, final RunFolder folder, final WhyTarget target) {
        this.names = names;
        this.folder = folder;
        this.target = target;
        this.instrumentId = Math.max(0, target.instrumentId());
    }

    /** Applies the cause with tracing on and returns what it did. */
    String of(final Frame cause, final TraceRecorder recorder, final Replayer replayer) {
        out.append("input ")
                .append(cause.sequence())
                .append("  ")
                .append(Times.text(cause.ingressTimeNs()))
                .append("  ")
                .append(messages.name(cause.templateId()))
                .append("  ")
                .append(messages.fields(cause))
                .append('\n');
        replayer.apply(cause);
        relief = new Relief(names, replayer.engine());
        for (final TraceRecorder.Step step : recorder.steps()) {
            if (step instanceof TraceRecorder.Compared compared) {
                figure(compared);
            } else if (step instanceof TraceRecorder.Asked asked) {
                control(asked);
            } else if (step instanceof TraceRecorder.Made made) {
                output(made.frame());
            }
        }
        conclude();
        return out.toString().stripTrailing();
    }

    private void figure(final TraceRecorder.Compared c) {
        if (target.instrumentId() >= 0 && c.instrumentId() != target.instrumentId()) {
            return;
        }
        instrumentId = c.instrumentId();
        final boolean isPrice = c.name().startsWith("donchian")
                || c.name().startsWith("trend.ema")
                || c.name().startsWith("bollinger");
        out.append(INDENT)
                .append(c.holds() ? "✓ " : "✗ ")
                .append(c.name())
                .append("  ")
                .append(isPrice ? names.price(c.instrumentId(), c.observed()) : number(c.observed()))
                .append(" against ")
                .append(isPrice ? names.price(c.instrumentId(), c.bound()) : number(c.bound()))
                .append('\n');
        if (!c.holds()) {
            failed += (failed.isEmpty() ? "" : ", ") + c.name();
        }
    }

    private static String number(final double value) {
        return value == StrictMath.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private void control(final TraceRecorder.Asked a) {
        out.append(INDENT)
                .append(a.passes() ? "✓ " : "✗ ")
                .append(a.control().id())
                .append(' ')
                .append(a.control())
                .append("  ")
                .append(names.scope(a.scopeType(), a.scopeId()))
                .append("  ")
                .append(Figures.text(names, instrumentId, a.control().code(), a.observed(), a.bound()))
                .append(" against ")
                .append(Figures.text(names, instrumentId, a.control().code(), a.bound(), a.bound()))
                .append('\n');
    }

    private void output(final Frame f) {
        final String clock = Times.clock(f.ingressTimeNs()) + "  ";
        switch (f.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID:
                bar(f);
                break;
            case SignalDecoder.TEMPLATE_ID:
                signal(f, clock);
                break;
            case RiskApprovedDecoder.TEMPLATE_ID:
                approved(f, clock);
                break;
            case RiskRejectedDecoder.TEMPLATE_ID:
                rejected(f, clock);
                break;
            case OrderNewDecoder.TEMPLATE_ID:
                order(f, clock);
                break;
            default:
                out.append(clock)
                        .append(messages.name(f.templateId()))
                        .append("  ")
                        .append(messages.fields(f))
                        .append('\n');
                break;
        }
    }

    private void bar(final Frame f) {
        final BarClosedDecoder bar = new BarClosedDecoder();
        bar.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = bar.instrumentId();
        if (target.instrumentId() >= 0 && id != target.instrumentId()) {
            return;
        }
        instrumentId = id;
        out.append(Times.clock(bar.openTimeNs() + bar.timeframeNs()))
                .append("  bar closed   ")
                .append(names.symbol(id))
                .append(' ')
                .append(bar.timeframeNs() / 1_000_000_000L)
                .append(" s  open ")
                .append(names.price(id, bar.openPrice()))
                .append("  high ")
                .append(names.price(id, bar.highPrice()))
                .append("  low ")
                .append(names.price(id, bar.lowPrice()))
                .append("  close ")
                .append(names.price(id, bar.closePrice()))
                .append("  volume ")
                .append(names.quantity(id, bar.volume()))
                .append('\n');
    }

    private void signal(final Frame f, final String clock) {
        final SignalDecoder s = new SignalDecoder();
        s.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = s.instrumentId();
        instrumentId = id;
        signals++;
        out.append(clock)
                .append("signal ")
                .append(s.signalId())
                .append(' ')
                .append(s.kind())
                .append(' ')
                .append(s.side())
                .append("  ")
                .append(names.strategy(s.strategyId()))
                .append("  ")
                .append(names.symbol(id))
                .append("  score ")
                .append(s.score())
                .append("  entry ")
                .append(names.price(id, s.entryPrice()))
                .append("  stop ")
                .append(names.price(id, s.stopPrice()))
                .append("  targets ")
                .append(names.price(id, s.target1Price()))
                .append(", ")
                .append(names.price(id, s.target2Price()))
                .append('\n');
    }

    private void approved(final Frame f, final String clock) {
        final RiskApprovedDecoder a = new RiskApprovedDecoder();
        a.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        decisions++;
        out.append(clock)
                .append("→ risk APPROVED  quantity ")
                .append(names.quantity(instrumentId, a.quantity()))
                .append("  at risk ")
                .append(Catalogue.money(a.riskE8()))
                .append("  heat after ")
                .append(Catalogue.money(a.heatE8()))
                .append("  limits version ")
                .append(a.limitsVersion());
        for (long rest = a.warnings(); rest != 0; rest &= rest - 1) {
            final Control warned = Control.of(Long.numberOfTrailingZeros(rest));
            out.append("  warns ").append(warned == null ? "?" : warned.id());
        }
        out.append('\n');
    }

    private void rejected(final Frame f, final String clock) {
        final RiskRejectedDecoder r = new RiskRejectedDecoder();
        r.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = r.instrumentId();
        final int code = r.control();
        final Control control = Control.of(code);
        decisions++;
        out.append(clock)
                .append("→ risk REJECT  ")
                .append(control == null ? "control " + code : control.id() + " " + control)
                .append("  ")
                .append(names.scope(r.scopeType(), r.scopeId()))
                .append("  ")
                .append(Figures.text(names, id, code, r.observed(), r.bound()))
                .append(" against ")
                .append(Figures.text(names, id, code, r.bound(), r.bound()))
                .append('\n');
        out.append(INDENT)
                .append(control == null ? "" : control.meaning())
                .append("; ")
                .append(r.side())
                .append(' ')
                .append(names.quantity(id, r.quantity()))
                .append(' ')
                .append(names.symbol(id))
                .append(" at ")
                .append(names.price(id, r.price()));
        if (control != Control.DEFAULT_DENY && control != Control.ARITHMETIC && control != Control.KILL_STATE) {
            final long headroom = r.bound() - r.observed();
            out.append("; headroom ").append(Figures.text(names, id, code, headroom, r.bound()));
            row(code, r.bound(), f.causeSequence());
        }
        final String nearest = relief.of(r, f.ingressTimeNs());
        if (!nearest.isEmpty()) {
            out.append('\n').append(INDENT).append("nearest relief: ").append(nearest);
        }
        out.append('\n');
    }

    /** Where the limit was set, and its line in the configuration if it still stands there. */
    private void row(final int code, final long bound, final long causeSequence) {
        final Catalogue.Limit row = names.limit(code, bound, causeSequence);
        if (row == null) {
            return;
        }
        final Figure figure = Figure.of(Control.of(code), row.key());
        out.append("; set at input ").append(row.sequence()).append(" by ").append(row.user());
        if (figure == null || !Files.isReadable(folder.configurationFile())) {
            return;
        }
        try {
            final List<String> lines = Files.readAllLines(folder.configurationFile());
            final String label = "limit: " + ConfigFile.label(figure);
            for (int i = 0; i < lines.size(); i++) {
                final int at = lines.get(i).indexOf(label);
                final boolean isWhole = at >= 0
                        && (at + label.length() == lines.get(i).length()
                                || ", }".indexOf(lines.get(i).charAt(at + label.length())) >= 0);
                if (isWhole) {
                    out.append(" (")
                            .append(folder.configurationFile().getFileName())
                            .append(':')
                            .append(i + 1)
                            .append(')');
                    return;
                }
            }
        } catch (final IOException unreadable) {
            out.append(" (").append(folder.configurationFile()).append(" cannot be read)");
        }
    }

    private void order(final Frame f, final String clock) {
        final OrderNewDecoder o = new OrderNewDecoder();
        o.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = o.instrumentId();
        out.append(clock)
                .append("order ")
                .append(OrderIds.text(o.clientOrderId()))
                .append("  ")
                .append(o.role())
                .append(' ')
                .append(o.side())
                .append(' ')
                .append(names.quantity(id, o.quantity()))
                .append(' ')
                .append(names.symbol(id))
                .append(' ')
                .append(o.orderType())
                .append(" at ")
                .append(names.price(id, o.price()))
                .append("  stop ")
                .append(names.price(id, o.stopPrice()))
                .append("  ")
                .append(o.timeInForce())
                .append("  effect ")
                .append(o.effect())
                .append('\n');
    }

    private void conclude() {
        if (target.barEndNs() != 0 && signals == 0) {
            out.append(Times.clock(target.barEndNs()))
                    .append("  no signal")
                    .append(failed.isEmpty() ? ": no strategy judged this bar" : ": does not hold: " + failed)
                    .append('\n');
        } else if (signals > 0 && decisions == 0) {
            out.append(
                    "the gate was not asked: the signal changed or canceled what there was, or there was nothing to\n");
        }
    }
}
