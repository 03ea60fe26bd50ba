package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EventPen;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.TradeEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ConflatingFeedTest {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final QuoteDecoder quote = new QuoteDecoder();

    /** Events by word: instrument letter and number, T = trade; "A3+2" is a quote that says it skipped two. Time = number. */
    private static final class Script implements EventSource {
        private final List<String> words;
        private int at;

        Script(final List<String> words) {
            this.words = words;
        }

        private long number() {
            return Long.parseLong(words.get(at).substring(1).split("\\+")[0]);
        }

        @Override
        public long nextTimeNs() {
            return at < words.size() ? Math.max(1, number()) : NONE;
        }

        @Override
        public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
            final String word = words.get(at);
            final boolean isTrade = word.charAt(0) == 'T';
            final Frame header = new Frame()
                    .wrapForWrite(buffer, offset)
                    .begin(
                            isTrade ? TradeEncoder.TEMPLATE_ID : QuoteEncoder.TEMPLATE_ID,
                            isTrade ? TradeEncoder.BLOCK_LENGTH : QuoteEncoder.BLOCK_LENGTH,
                            QuoteEncoder.SCHEMA_VERSION)
                    .ingressTimeNs(nextTimeNs())
                    .eventTimeNs(nextTimeNs())
                    .sourceSequence(number())
                    .sourceId(EventPen.FEED);
            if (!isTrade) {
                new QuoteEncoder()
                        .wrap(buffer, header.blockOffset())
                        .instrumentId(word.charAt(0) - 'A')
                        .bidPrice(1)
                        .skipped(word.contains("+") ? Long.parseLong(word.split("\\+")[1]) : 0);
            }
            at++;
        }
    }

    private static ConflatingFeed feed(final String words) {
        return new ConflatingFeed(new Script(List.of(words.split(" "))), 4);
    }

    /** Returns what goes out next as instrument, number and, where it is not 0, skipped. */
    private String next(final ConflatingFeed feed) {
        final long timeNs = feed.nextTimeNs();
        feed.encodeNext(slot, 0);
        frame.wrap(slot, 0);
        assertEquals(frame.ingressTimeNs(), timeNs);
        if (frame.templateId() != QuoteDecoder.TEMPLATE_ID) {
            return "T" + frame.sourceSequence();
        }
        quote.wrap(slot, frame.blockOffset(), frame.blockLength(), frame.version());
        return (char) ('A' + quote.instrumentId()) + "" + frame.sourceSequence()
                + (quote.skipped() == 0 ? "" : "(" + quote.skipped() + ")");
    }

    private String all(final ConflatingFeed feed) {
        final List<String> words = new ArrayList<>();
        while (feed.nextTimeNs() != EventSource.NONE) {
            words.add(next(feed));
        }
        return String.join(" ", words);
    }

    @Test
    void passesOnUntouchedWhileNothingIsAbsorbed() {
        assertEquals("A1 B2 A3(4) T8 A9", all(feed("A1 B2 A3+4 T8 A9")));
    }

    @Test
    void keepsTheNewestQuoteOfEachInstrumentInOrderOfNumbers() {
        final ConflatingFeed feed = feed("A1 B2 A3 A4 C5 T6 A7");

        assertEquals(6, feed.absorb(100));

        assertEquals(2, feed.conflated());
        assertEquals("B2(1) A4(1) C5 T6 A7", all(feed));
    }

    @Test
    void whatIsNoQuoteIsABarrierThatNothingPasses() {
        final ConflatingFeed feed = feed("A1 T2 A3 A4 T5 A6");
        feed.absorb(100);
        assertEquals(0, feed.absorb(100));
        assertEquals("A1", next(feed));
        assertEquals(0, feed.absorb(100));
        assertEquals("T2", next(feed));
        assertEquals(3, feed.absorb(100));

        assertEquals("A4(1) T5 A6", all(feed));
    }

    @Test
    void absorbsOnlyWhatThePaceHasOvertaken() {
        final ConflatingFeed feed = feed("A1 A2 A3 A4");

        assertEquals(2, feed.absorb(2));

        assertEquals("A2(1) A3 A4", all(feed));
    }

    @Test
    void aHoleOfTheFeedStaysAHoleBesideConflation() {
        final ConflatingFeed feed = feed("A1 A2 A5 B6");
        feed.absorb(100);

        assertEquals("A5(2) B6", all(feed));
    }

    @Test
    void whatAQuoteAlreadySkippedIsNotForgotten() {
        final ConflatingFeed feed = feed("A1 A4+2 A5 B6");
        next(feed);
        feed.absorb(100);

        assertEquals("A5(3) B6", all(feed));
    }

    @Test
    void aNumberThatDoesNotRiseIsLeftToTheCore() {
        final ConflatingFeed feed = feed("A1 A2 A2 A3");
        feed.absorb(100);

        assertEquals("A2(1) A2 A3", all(feed));
    }

    @Test
    void anInstrumentOutOfRangeIsNotGivenUp() {
        final ConflatingFeed feed = feed("E1 E2");
        feed.absorb(100);

        assertEquals(0, feed.conflated());
        assertEquals("E1 E2", all(feed));
    }

    /** The core's rule: a hole is where a number jumps by more than the event says it skipped. */
    @Test
    void everyHoleAndNoOtherIsSeenAndNothingButQuotesIsLost() {
        long state = 20_260_107;
        for (int round = 0; round < 300; round++) {
            final List<String> words = new ArrayList<>();
            final List<Long> holesBefore = new ArrayList<>();
            final List<String> trades = new ArrayList<>();
            final String[] newest = new String[3];
            long number = 0;
            for (int i = 0; i < 60; i++) {
                state = Frame.mix(state + 1);
                number++;
                if (Long.remainderUnsigned(state, 20) == 0) {
                    number += 1 + Long.remainderUnsigned(state >>> 8, 3);
                    holesBefore.add(number);
                }
                final int instrument = (int) Long.remainderUnsigned(state >>> 16, 3);
                final boolean isTrade = Long.remainderUnsigned(state >>> 24, 7) == 0;
                words.add((isTrade ? "T" : "" + (char) ('A' + instrument)) + number);
                if (isTrade) {
                    trades.add("T" + number);
                } else {
                    newest[instrument] = "" + (char) ('A' + instrument) + number;
                }
            }
            final ConflatingFeed feed = new ConflatingFeed(new Script(words), 4);
            final List<String> out = new ArrayList<>();
            long last = 0;
            while (feed.nextTimeNs() != EventSource.NONE) {
                state = Frame.mix(state + 1);
                if (Long.remainderUnsigned(state, 3) == 0) {
                    feed.absorb(feed.nextTimeNs() + Long.remainderUnsigned(state >>> 8, 30));
                }
                out.add(next(feed).split("\\(")[0]);
                final long sequence = frame.sourceSequence();
                final long skipped = frame.templateId() == QuoteDecoder.TEMPLATE_ID ? quote.skipped() : 0;
                final long from = last;
                final boolean isHole = holesBefore.stream().anyMatch(hole -> hole > from && hole <= sequence);
                assertTrue(sequence > last, "seed round " + round + ": " + out);
                assertEquals(isHole, sequence - last - 1 > skipped, "round " + round + ": " + words + " -> " + out);
                last = sequence;
            }
            assertEquals(
                    trades, out.stream().filter(word -> word.startsWith("T")).toList());
            for (final String quoteWord : newest) {
                assertTrue(quoteWord == null || out.contains(quoteWord), "round " + round + ": " + quoteWord);
            }
            assertEquals(words.size(), out.size() + feed.conflated());
        }
    }
}
