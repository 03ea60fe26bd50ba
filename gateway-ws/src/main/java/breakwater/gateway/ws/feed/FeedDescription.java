package breakwater.gateway.ws.feed;

import breakwater.core.message.SourceDefinitionEncoder;
import java.util.List;

/**
 * What a feed promises (Settled 15): the run defines source and instruments from it, and a resumed run compares the
 * digest with the one that it recorded.
 *
 * @param name at most 24 ASCII characters
 * @param kind trades, bars, capture or generated
 * @param hasEventTime the source has times of its own; single events without are flagged
 * @param isSequenced source sequences rise by one without a hole
 * @param leadMaxNs tolerated lead of event time over ingress time
 * @param cadenceNs timeframe of a bar source, else 0
 * @param instruments in the order of {@link Feed#assign}
 * @param digest SHA-256 of the file's bytes in hex, of the parameters for a generated feed
 * @param firstTimeNs ingress time of the first event
 * @param lastTimeNs ingress time of the last event, {@link Long#MAX_VALUE} if it never ends; of a generated feed what the
 *     rate leads to expect, as its gaps are random
 * @param events how many events there are, {@link Long#MAX_VALUE} if it never ends; for a capture that is read with
 *     other exponents than the suggested, the most there can be
 */
public record FeedDescription(
        String name,
        String kind,
        boolean hasEventTime,
        boolean isSequenced,
        long leadMaxNs,
        long cadenceNs,
        List<InstrumentTerms> instruments,
        String digest,
        long firstTimeNs,
        long lastTimeNs,
        long events) {
    /** What clocks of venues and recorders may differ by where nothing else is known. */
    public static final long LEAD_DEFAULT_NS = 250_000_000L;

    public FeedDescription {
        Ascii.requireName("feed name", name);
        instruments = List.copyOf(instruments);
    }

    /** Writes the source's definition. Cold path. */
    public void encode(final SourceDefinitionEncoder encoder, final int sourceId) {
        encoder.sourceId(sourceId)
                .hasEventTime((short) (hasEventTime ? 1 : 0))
                .isSequenced((short) (isSequenced ? 1 : 0))
                .leadMaxNs(leadMaxNs)
                .cadenceNs(cadenceNs)
                .name(name);
    }
}
