package breakwater.core.signal;

import breakwater.core.ingest.IngestFixture;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.AdmitStrategyEncoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.StrategyParameterEncoder;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** The first two stages together: bars of the feed reach the strategies, what they say is kept. */
final class SignalFixture implements SignalSink, Trace {
    record Said(
            long signalId,
            int strategyId,
            SignalKind kind,
            Side side,
            int score,
            long entry,
            long stop,
            long target1,
            long target2,
            long atr,
            long atrBaseline,
            long quantity,
            boolean isBracketed) {}

    record Figure(double observed, double bound, boolean holds) {}

    final IngestFixture feed;
    final Signals signals;
    final List<Said> said = new ArrayList<>();
    final Map<String, Figure> figures = new LinkedHashMap<>();
    boolean isRecording = true;
    boolean isTracing;
    long saidCount;

    SignalFixture() {
        this(new IngestFixture());
    }

    private SignalFixture(final IngestFixture feed) {
        this.feed = feed;
        signals = new Signals(feed.instruments, feed.ingest, this, this, 8);
        feed.listener = bar -> signals.onBar(bar, feed.nowNs);
    }

    /** Parameters as name, value, name, value … */
    QuarantineReason admit(
            final int strategyId, final int instrumentId, final String kind, final Object... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            parameter(strategyId, i / 2, (String) parameters[i], ((Number) parameters[i + 1]).doubleValue());
        }
        return admit(strategyId, instrumentId, kind, 1, "s" + strategyId, parameters.length / 2);
    }

    boolean parameter(final int strategyId, final int index, final String name, final double value) {
        final MutableDirectBuffer block = new ExpandableArrayBuffer();
        new StrategyParameterEncoder()
                .wrap(block, 0)
                .strategyId(strategyId)
                .index(index)
                .name(name)
                .valueE8(Math.round(value * 1e8));
        return signals.onParameter(
                new StrategyParameterDecoder().wrap(block, 0, StrategyParameterDecoder.BLOCK_LENGTH, 0));
    }

    QuarantineReason admit(
            final int strategyId,
            final int instrumentId,
            final String kind,
            final int version,
            final String name,
            final int parameterCount) {
        final MutableDirectBuffer block = new ExpandableArrayBuffer();
        new AdmitStrategyEncoder()
                .wrap(block, 0)
                .strategyId(strategyId)
                .accountId(0)
                .instrumentId(instrumentId)
                .parameterCount(parameterCount)
                .version(version)
                .kind(kind)
                .name(name);
        return signals.admit(
                new AdmitStrategyDecoder().wrap(block, 0, AdmitStrategyDecoder.BLOCK_LENGTH, 0), feed.ingest);
    }

    @Override
    public void onSignal(final Signal s) {
        saidCount++;
        if (isRecording) {
            said.add(new Said(
                    s.signalId,
                    s.strategyId,
                    s.kind,
                    s.side,
                    s.score,
                    s.entryPrice,
                    s.stopPrice,
                    s.target1Price,
                    s.target2Price,
                    s.atr,
                    s.atrBaseline,
                    s.quantity,
                    s.isBracketed));
        }
    }

    @Override
    public boolean isOn() {
        return isTracing;
    }

    @Override
    public void figure(
            final int strategyId,
            final int instrumentId,
            final String name,
            final double observed,
            final double bound,
            final boolean holds) {
        figures.put(name, new Figure(observed, bound, holds));
    }

    long digest() {
        final Digest digest = new Digest();
        feed.ingest.writeTo(digest);
        signals.writeTo(digest);
        return digest.value();
    }

    SignalFixture restored() {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        signals.writeTo(snapshot);
        final SignalFixture other = new SignalFixture(feed.restored());
        other.signals.readFrom(snapshot.reader());
        other.said.addAll(said);
        return other;
    }
}
