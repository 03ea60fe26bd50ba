package breakwater.tools.run;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.Pipeline;
import breakwater.core.pipeline.VenuePort;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.orderentry.DropCopySession;
import breakwater.gateway.fix.orderentry.FixOrderPort;
import breakwater.gateway.fix.orderentry.RingSink;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/** The FIX sessions of a session's venues: made with the pipeline, connected before its threads run, closed after them. */
final class FixWires implements AutoCloseable {
    private static final long LOGON_MS = 10_000;

    private final List<FixOrderPort> ports = new ArrayList<>();
    private final List<DropCopySession> copies = new ArrayList<>();
    private final List<RingSink> sinks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Adds a sender to the pipeline for each venue that the configuration reaches over FIX. */
    FixWires(
            final Config config,
            final Path folder,
            final Pipeline pipeline,
            final ControlPage page,
            final EpochNanoClock clock,
            final UnaryOperator<VenuePort> edge) {
        for (int id = 0; id < config.venues().size(); id++) {
            final Config.VenueRow row = config.venues().get(id);
            if (row.wire() == null) {
                continue;
            }
            final RingSink sink = sink(pipeline, page, clock);
            final RingSink bookSink = sink(pipeline, page, clock);
            try {
                final FixOrderPort port = new FixOrderPort(
                        row.wire().orders().storedIn(folder.resolve("fix-" + row.name())),
                        terms(config, id),
                        ConfigEvents.venueSourceId(id),
                        sink,
                        new FixAudit(row.name(), id, folder, page),
                        row.wire().books(),
                        bookSink);
                pipeline.addSender(id, edge.apply(port));
                ports.add(port);
                sinks.add(sink);
                sinks.add(bookSink);
                names.add(row.name());
                if (row.wire().dropCopy() != null) {
                    final RingSink copySink = sink(pipeline, page, clock);
                    sinks.add(copySink);
                    copies.add(new DropCopySession(
                            row.wire()
                                    .orders()
                                    .beside(row.wire().dropCopy(), folder.resolve("drop-copy-" + row.name())),
                            terms(config, id),
                            ConfigEvents.venueSourceId(id),
                            copySink,
                            new FixAudit(row.name() + "-drop-copy", id, folder, page)));
                }
            } catch (final IOException failure) {
                throw new CommandFailure(ExitCode.PRECONDITION, "venue " + row.name() + ": " + failure.getMessage());
            }
        }
    }

    private static RingSink sink(final Pipeline pipeline, final ControlPage page, final EpochNanoClock clock) {
        return new RingSink(pipeline.ingress(), clock, () -> page.get(ControlPage.Word.JOURNALED));
    }

    /** Returns what both sides call a venue's instruments and accounts. */
    static FixTerms terms(final Config config, final int venueId) {
        final List<FixTerms.Account> accounts = new ArrayList<>();
        for (int i = 0; i < config.accounts().size(); i++) {
            final Config.AccountRow row = config.accounts().get(i);
            if (row.venueId() == venueId) {
                accounts.add(new FixTerms.Account(i, row.name(), row.currency(), row.cashE8()));
            }
        }
        return new FixTerms(venueId, instruments(config, venueId), accounts);
    }

    static List<FixTerms.Instrument> instruments(final Config config, final int venueId) {
        final List<FixTerms.Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < config.instruments().size(); i++) {
            final Config.InstrumentRow row = config.instruments().get(i);
            if (row.venueId() == venueId) {
                instruments.add(new FixTerms.Instrument(
                        i,
                        row.symbol(),
                        row.priceExponent(),
                        row.quantityExponent(),
                        row.multiplier(),
                        row.makerFeePpm(),
                        row.takerFeePpm()));
            }
        }
        return instruments;
    }

    /** Connects all; waits a while for each to be ready, and goes on without it: until then nothing leaves for it. */
    void start() {
        copies.forEach(DropCopySession::start);
        ports.forEach(FixOrderPort::start);
        for (int i = 0; i < ports.size(); i++) {
            try {
                if (!ports.get(i).awaitReady(LOGON_MS)) {
                    System.err.println("breakwater: venue " + names.get(i) + " is not ready after " + LOGON_MS / 1000
                            + " s; orders for it are refused until it is");
                }
            } catch (final InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Returns how many order messages have been handed to sessions. */
    long sent() {
        return ports.stream().mapToLong(FixOrderPort::sent).sum()
                + copies.stream().mapToLong(DropCopySession::sent).sum();
    }

    /** Returns how many answers have been read and are in the ring. */
    long received() {
        return ports.stream().mapToLong(FixOrderPort::received).sum()
                + copies.stream().mapToLong(DropCopySession::received).sum();
    }

    @Override
    public void close() {
        sinks.forEach(RingSink::close);
        ports.forEach(FixOrderPort::close);
        copies.forEach(DropCopySession::close);
    }
}
