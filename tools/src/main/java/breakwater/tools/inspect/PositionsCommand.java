package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.core.message.PositionChangedDecoder;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Positions as of the end of the output journal. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Each strategy's position in each instrument, as of its last change.")
public final class PositionsCommand extends TableCommand {
    @Option(names = "--all", description = "also positions that are flat")
    private boolean isAll;

    @Option(
            names = "--shared",
            description = "from the shared state that a running engine keeps on Chronicle Map, not the journal")
    private boolean isShared;

    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final Map<Long, Object[]> rows = new TreeMap<>();

    public PositionsCommand() {
        super("positions");
    }

    @Override
    boolean isShared() {
        return isShared;
    }

    @Override
    Table newTable() {
        return new Table(
                "strategy", "instrument", "account", "quantity", "entryPrice", "realized", "fees", "time", "asOf");
    }

    @Override
    void onOutput(final Frame f, final boolean isRecent, final Catalogue names, final Table table) {
        if (f.templateId() != PositionChangedDecoder.TEMPLATE_ID) {
            return;
        }
        position.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final long key = ((long) position.strategyId() << 16 | position.instrumentId()) << 16 | position.accountId();
        final int id = position.instrumentId();
        if (!isRecent || (position.netQuantity() == 0 && !isAll)) {
            rows.remove(key);
            return;
        }
        rows.put(key, new Object[] {
            names.strategy(position.strategyId()),
            names.symbol(id),
            names.account(position.accountId()),
            names.quantity(id, position.netQuantity()),
            names.price(id, position.entryPrice()),
            Catalogue.money(position.realizedE8()),
            Catalogue.money(position.feesE8()),
            Times.text(f.ingressTimeNs()),
            f.sequence()
        });
    }

    @Override
    void finish(final Catalogue names, final Table table) {
        rows.values().forEach(table::add);
    }
}
