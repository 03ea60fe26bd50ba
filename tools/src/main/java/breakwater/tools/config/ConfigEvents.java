package breakwater.tools.config;

import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.AdmitStrategyEncoder;
import breakwater.core.message.DropCopyDefinitionEncoder;
import breakwater.core.message.EngineDefinitionEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.PermitInstrumentEncoder;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.SourceDefinitionEncoder;
import breakwater.core.message.StrategyParameterEncoder;
import breakwater.core.message.TradingSessionEncoder;
import breakwater.core.message.VenueDefinitionEncoder;
import breakwater.core.pipeline.Pipeline;
import breakwater.core.signal.Signals;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.tools.calendar.TradingCalendar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The configuration as the events by which it enters the engine, in the order in which they depend on each other: engine,
 * venues, accounts, instruments, sources, limits, strategies. Replay then needs the journal alone.
 *
 * <p>Thread: the caller's, cold.
 */
public final class ConfigEvents {
    private final EventTaker taker;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final String user;
    private final long timeNs;
    private long number;
    private String row = "";

    /** Takes one encoded frame, which begins at 0, and the row of the configuration that it says, for a human. */
    public interface EventTaker {
        void take(UnsafeBuffer frame, int length, String row);
    }

    /**
     * @param timeNs ingress and event time of the events: the clock at the start, UTC ns
     * @param user who proposes the configuration
     */
    public ConfigEvents(final EventTaker taker, final long timeNs, final String user) {
        this.taker = taker;
        this.timeNs = timeNs;
        this.user = user;
    }

    /** Gives all events of a new run folder. */
    public void encode(final Config config, final List<FeedDescription> feeds) {
        engine(config.engine());
        for (int id = 0; id < config.venues().size(); id++) {
            venue(id, config.venues().get(id));
        }
        for (int id = 0; id < config.accounts().size(); id++) {
            account(id, config.accounts().get(id));
        }
        for (int id = 0; id < config.instruments().size(); id++) {
            instrument(id, config.instruments().get(id));
        }
        sources(config, feeds);
        config.limits().forEach(this::limit);
        for (int id = 0; id < config.strategies().size(); id++) {
            strategy(id, config.strategies().get(id));
        }
    }

    /** Returns the hash of what a configuration and its feeds say, independent of time, user and process (K10). */
    public static long hash(final Config config, final List<FeedDescription> feeds) {
        final long[] hash = new long[1];
        new ConfigEvents(
                        (frame, length, ignored) -> {
                            for (int i = Frame.HEADER_LENGTH; i < length; i++) {
                                hash[0] = Frame.mix(hash[0] ^ frame.getByte(i));
                            }
                        },
                        0,
                        "")
                .encode(config, feeds);
        for (final Config.CalendarRow row : config.calendars()) {
            hash[0] = Frame.mix(hash[0] ^ (row.scopeType().value() << 16 | row.scopeId()));
            for (final byte value : row.calendar().getBytes(StandardCharsets.US_ASCII)) {
                hash[0] = Frame.mix(hash[0] ^ value);
            }
        }
        for (final Config.ApproverRow row : config.approvers()) {
            for (final byte value : (row.name() + " " + row.key()).getBytes(StandardCharsets.US_ASCII)) {
                hash[0] = Frame.mix(hash[0] ^ value);
            }
        }
        return hash[0];
    }

    /** Returns the source id of the n-th paper venue: venues come after the pipeline's own. */
    public static int venueSourceId(final int venueId) {
        return Pipeline.FIRST_FREE_SOURCE + venueId;
    }

    /** Returns the source id of the n-th feed: feeds come after the venues. */
    public static int feedSourceId(final Config config, final int feed) {
        return Pipeline.FIRST_FREE_SOURCE + config.venues().size() + feed;
    }

    private void engine(final Config.EngineRow row) {
        this.row = "the engine section";
        begin(EngineDefinitionEncoder.TEMPLATE_ID, EngineDefinitionEncoder.BLOCK_LENGTH);
        new EngineDefinitionEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .seed(row.seed())
                .digestInterval(row.digestInterval())
                .ackTimeoutNs(row.ackTimeoutNs())
                .repriceAfterNs(row.repriceAfterNs())
                .cancelAfterNs(row.cancelAfterNs())
                .maxHoldNs(row.maxHoldNs())
                .receiveWindowNs(row.receiveWindowNs())
                .stopLimitOffsetPpm(row.stopLimitOffsetPpm());
        give();
    }

    private void venue(final int id, final Config.VenueRow row) {
        this.row = "venue " + row.name();
        begin(VenueDefinitionEncoder.TEMPLATE_ID, VenueDefinitionEncoder.BLOCK_LENGTH);
        new VenueDefinitionEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .venueId(id)
                .name(row.name())
                .replaceIsAtomic(flag(row.replaceIsAtomic()))
                .hasStopLimit(flag(row.hasStopLimit()))
                .hasOco(flag(row.hasOco()))
                .hasMassCancel(flag(row.hasMassCancel()));
        give();
        if (row.wire() != null && row.wire().dropCopy() != null) {
            begin(DropCopyDefinitionEncoder.TEMPLATE_ID, DropCopyDefinitionEncoder.BLOCK_LENGTH);
            new DropCopyDefinitionEncoder()
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .venueId(id)
                    .patienceNs(row.wire().dropCopyPatienceNs());
            give();
        }
    }

    private void account(final int id, final Config.AccountRow row) {
        this.row = "account " + row.name();
        begin(AccountDefinitionEncoder.TEMPLATE_ID, AccountDefinitionEncoder.BLOCK_LENGTH);
        new AccountDefinitionEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .accountId(id)
                .venueId(row.venueId())
                .cashE8(row.cashE8())
                .name(row.name())
                .currency(row.currency());
        give();
    }

    private void instrument(final int id, final Config.InstrumentRow row) {
        this.row = "instrument " + row.symbol();
        begin(InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .venueId(row.venueId())
                .assetClass(row.assetClass())
                .priceExponent((byte) row.priceExponent())
                .quantityExponent((byte) row.quantityExponent())
                .isShortable(flag(row.isShortable()))
                .tickSize(row.tickSize())
                .lotSize(row.lotSize())
                .minQuantity(row.minQuantity())
                .maxQuantity(row.maxQuantity())
                .minNotionalE8(row.minNotionalE8())
                .contractMultiplier(row.multiplier())
                .makerFeePpm(row.makerFeePpm())
                .takerFeePpm(row.takerFeePpm())
                .staleAfterNs(row.staleAfterNs())
                .jumpMaxPpm(row.jumpMaxPpm())
                .symbol(row.symbol())
                .quoteCurrency(row.quoteCurrency());
        give();
    }

    private void sources(final Config config, final List<FeedDescription> feeds) {
        source(Pipeline.CONTROL_SOURCE, "control");
        source(Pipeline.TIME_SOURCE, "time");
        source(Pipeline.OUTCOME_SOURCE, "senders");
        for (int id = 0; id < config.venues().size(); id++) {
            source(venueSourceId(id), "venue-" + config.venues().get(id).name());
        }
        for (int i = 0; i < feeds.size(); i++) {
            row = "feed " + feeds.get(i).name();
            begin(SourceDefinitionEncoder.TEMPLATE_ID, SourceDefinitionEncoder.BLOCK_LENGTH);
            feeds.get(i)
                    .encode(new SourceDefinitionEncoder().wrap(buffer, Frame.HEADER_LENGTH), feedSourceId(config, i));
            give();
        }
    }

    private void source(final int id, final String name) {
        this.row = "source " + name;
        begin(SourceDefinitionEncoder.TEMPLATE_ID, SourceDefinitionEncoder.BLOCK_LENGTH);
        new SourceDefinitionEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .sourceId(id)
                .hasEventTime((short) 1)
                .isSequenced((short) 0)
                .leadMaxNs(FeedDescription.LEAD_DEFAULT_NS)
                .cadenceNs(0)
                .name(name.length() > 23 ? name.substring(0, 23) : name);
        give();
    }

    /** Gives the event of one limit row. */
    public void limit(final Config.LimitRow row) {
        this.row = "line " + row.line() + ": limit " + ConfigFile.label(row.figure()) + " " + row.value();
        begin(SetLimitEncoder.TEMPLATE_ID, SetLimitEncoder.BLOCK_LENGTH);
        new SetLimitEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .control(row.figure().control().code())
                .scopeType(row.scopeType())
                .scopeId(row.scopeId())
                .key((short) row.figure().key())
                .value(row.value())
                .warn(row.warn())
                .isLoosening((short) 0)
                .user(user)
                .reason("configuration");
        give();
    }

    /** Gives the events of one calendar's sessions between two times, UTC ns. */
    public void calendar(final Config.CalendarRow row, final long fromNs, final long untilNs) {
        this.row = "calendar " + row.calendar() + " of " + row.scopeType() + " " + row.scopeId();
        for (final TradingCalendar.Session session :
                TradingCalendar.of(row.calendar()).sessions(fromNs, untilNs)) {
            begin(TradingSessionEncoder.TEMPLATE_ID, TradingSessionEncoder.BLOCK_LENGTH);
            new TradingSessionEncoder()
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .scopeType(row.scopeType())
                    .scopeId(row.scopeId())
                    .preOpenNs(session.preOpenNs())
                    .openNs(session.openNs())
                    .closeNs(session.closeNs())
                    .postCloseNs(session.postCloseNs())
                    .calendar(row.calendar());
            give();
        }
    }

    private void strategy(final int id, final Config.StrategyRow row) {
        for (final int permitted : row.permits()) {
            this.row = "strategy " + row.name() + ", permits";
            begin(PermitInstrumentEncoder.TEMPLATE_ID, PermitInstrumentEncoder.BLOCK_LENGTH);
            new PermitInstrumentEncoder()
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .strategyId(id)
                    .instrumentId(permitted);
            give();
        }
        this.row = "strategy " + row.name() + " (kind " + row.kind() + ", version " + row.version() + "): no such kind"
                + " in this version, or a parameter that it does not take; kinds: " + String.join(", ", Signals.KINDS);
        for (int i = 0; i < row.parameters().size(); i++) {
            begin(StrategyParameterEncoder.TEMPLATE_ID, StrategyParameterEncoder.BLOCK_LENGTH);
            new StrategyParameterEncoder()
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .strategyId(id)
                    .index(i)
                    .name(row.parameters().get(i).name())
                    .valueE8(row.parameters().get(i).valueE8());
            give();
        }
        begin(AdmitStrategyEncoder.TEMPLATE_ID, AdmitStrategyEncoder.BLOCK_LENGTH);
        new AdmitStrategyEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .strategyId(id)
                .accountId(row.accountId())
                .instrumentId(row.instrumentId())
                .parameterCount(row.parameters().size())
                .version(row.version())
                .kind(row.kind())
                .name(row.name());
        give();
    }

    private static short flag(final boolean value) {
        return (short) (value ? 1 : 0);
    }

    private void begin(final int templateId, final int blockLength) {
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, EngineDefinitionEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs)
                .sourceSequence(++number)
                .sourceId(Pipeline.CONTROL_SOURCE);
    }

    private void give() {
        taker.take(buffer, frame.length(), row);
    }
}
