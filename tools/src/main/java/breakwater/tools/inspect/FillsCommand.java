package breakwater.tools.inspect;

import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import picocli.CommandLine.Command;

/** Every fill that entered the books. */
@Command(name = "fills", mixinStandardHelpOptions = true, description = "Every fill that entered the books.")
public final class FillsCommand extends TableCommand {
    private final FillBookedDecoder fill = new FillBookedDecoder();

    public FillsCommand() {
        super("fills");
    }

    @Override
    Table newTable() {
        return new Table(
                "time",
                "order",
                "strategy",
                "instrument",
                "role",
                "side",
                "quantity",
                "price",
                "fee",
                "realized",
                "position",
                "flag",
                "asOf");
    }

    @Override
    void onOutput(final Frame f, final boolean isRecent, final Catalogue names, final Table table) {
        if (!isRecent || f.templateId() != FillBookedDecoder.TEMPLATE_ID) {
            return;
        }
        fill.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = fill.instrumentId();
        table.add(
                Times.text(f.ingressTimeNs()),
                OrderIds.text(fill.clientOrderId()),
                names.strategy(fill.strategyId()),
                names.symbol(id),
                fill.role(),
                fill.side(),
                names.quantity(id, fill.quantity()),
                names.price(id, fill.price()),
                Catalogue.money(fill.feeE8()),
                Catalogue.money(fill.realizedE8()),
                names.quantity(id, fill.positionAfter()),
                fill.flag(),
                f.sequence());
    }
}
