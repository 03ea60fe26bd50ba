package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.core.message.ProfitAndLossDecoder;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each account's money. */
@Command(
        name = "pnl",
        mixinStandardHelpOptions = true,
        description = "Each account's money as of its last figure; --history for all of them.")
public final class ProfitAndLossCommand extends TableCommand {
    @Option(names = "--history", description = "every figure, not the last alone")
    private boolean isHistory;

    private final ProfitAndLossDecoder figures = new ProfitAndLossDecoder();
    private final Map<Integer, Object[]> last = new TreeMap<>();

    public ProfitAndLossCommand() {
        super("pnl");
    }

    @Override
    Table newTable() {
        return new Table(
                "account",
                "equity",
                "cash",
                "realized",
                "unrealized",
                "fees",
                "openingEquity",
                "peakEquity",
                "drawdownPpm",
                "grossExposure",
                "time",
                "asOf");
    }

    @Override
    void onOutput(final Frame f, final boolean isRecent, final Catalogue names, final Table table) {
        if (!isRecent || f.templateId() != ProfitAndLossDecoder.TEMPLATE_ID) {
            return;
        }
        figures.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final long peak = figures.peakEquityE8();
        final Object drawdown = peak <= 0 ? "-" : Math.max(0, Math.round((peak - figures.equityE8()) * 1e6 / peak));
        final Object[] row = {
            names.account(figures.accountId()),
            Catalogue.money(figures.equityE8()),
            Catalogue.money(figures.cashE8()),
            Catalogue.money(figures.realizedE8()),
            Catalogue.money(figures.unrealizedE8()),
            Catalogue.money(figures.feesE8()),
            Catalogue.money(figures.openingEquityE8()),
            Catalogue.money(peak),
            drawdown,
            Catalogue.money(figures.grossExposureE8()),
            Times.text(f.ingressTimeNs()),
            f.sequence()
        };
        if (isHistory) {
            table.add(row);
        } else {
            last.put(figures.accountId(), row);
        }
    }

    @Override
    void finish(final Catalogue names, final Table table) {
        last.values().forEach(table::add);
    }
}
