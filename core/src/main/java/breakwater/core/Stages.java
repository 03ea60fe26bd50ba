package breakwater.core;

import breakwater.core.ingest.Ingest;
import breakwater.core.message.Frame;
import breakwater.core.message.OutputSink;
import breakwater.core.message.Outputs;
import breakwater.core.message.Trace;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Orders;
import breakwater.core.position.Breaks;
import breakwater.core.position.DropCopies;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.reference.Venues;
import breakwater.core.risk.Limits;
import breakwater.core.risk.PreTradeGate;
import breakwater.core.signal.Signals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The rooms of the engine, built in the order in which they look into each other, and their state as one. Whoever works a
 * part of the events takes from here what it needs. Thread: core. Allocates: at construction only.
 */
final class Stages implements Stateful {
    /** The event being worked. */
    final Frame frame = new Frame();

    final Decoders decoders = new Decoders();
    final Capacity capacity;
    final Outputs outputs;
    final Instruments instruments;
    final Venues venues;
    final Accounts accounts;
    final Sources sources;
    final Ingest ingest;
    final Signals signals;
    final Limits limits;
    final PreTradeGate gate;
    final Orders orders;
    final Positions positions;
    final Breaks breaks;
    final DropCopies copies;
    final Monitor monitor;
    final Refusals refusals;
    final Excesses excesses;
    final Rechecks rechecks;

    /** @param engine hears of closed bars and signals, and is the way from the order stage to the gate and the books */
    Stages(final Capacity capacity, final OutputSink sink, final Trace trace, final Engine engine) {
        this.capacity = capacity;
        outputs = new Outputs(sink);
        instruments = new Instruments(capacity.instruments());
        venues = new Venues(capacity.venues());
        accounts = new Accounts(capacity.accounts());
        sources = new Sources(capacity.sources());
        ingest = new Ingest(instruments, sources, engine);
        signals = new Signals(instruments, ingest, engine, trace, capacity.strategies());
        orders = new Orders(instruments, venues, ingest, outputs, capacity, engine, engine);
        positions = new Positions(instruments, ingest, outputs, capacity);
        breaks = new Breaks(capacity);
        copies = new DropCopies(capacity);
        monitor = new Monitor(instruments, positions, outputs, capacity, accounts);
        positions.equityMarks(monitor);
        positions.breaks(breaks);
        monitor.resetVeto(engine);
        monitor.underWay(orders.working()::workingToward);
        orders.venueAnswers(monitor.venueAnswers());
        orders.entryEnds(monitor.entryEnds(ingest));
        limits = new Limits(capacity);
        gate = new PreTradeGate(instruments, limits, ingest, orders.working(), positions, monitor, trace, capacity);
        refusals = new Refusals(frame, ingest, outputs);
        excesses = new Excesses(limits, positions, orders, monitor);
        rechecks = new Rechecks(gate, orders, monitor, excesses, outputs);
    }

    /** Lets the monitor look at the money of every account. */
    void evaluateAccounts() {
        for (int accountId = 0; accountId < accounts.count(); accountId++) {
            if (accounts.isDefined(accountId)) {
                monitor.evaluate(accountId, outputs.nowNs());
            }
        }
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        instruments.writeTo(writer);
        venues.writeTo(writer);
        accounts.writeTo(writer);
        sources.writeTo(writer);
        ingest.writeTo(writer);
        signals.writeTo(writer);
        limits.writeTo(writer);
        gate.writeTo(writer);
        orders.writeTo(writer);
        positions.writeTo(writer);
        breaks.writeTo(writer);
        copies.writeTo(writer);
        monitor.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        instruments.readFrom(reader);
        venues.readFrom(reader);
        accounts.readFrom(reader);
        sources.readFrom(reader);
        ingest.readFrom(reader);
        signals.readFrom(reader);
        limits.readFrom(reader);
        gate.readFrom(reader);
        orders.readFrom(reader);
        positions.readFrom(reader);
        breaks.readFrom(reader);
        copies.readFrom(reader);
        monitor.readFrom(reader);
    }
}
