package breakwater.gateway.fix.marketdata;

import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.util.ArrayList;
import java.util.List;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MDEntryType;
import quickfix.field.MDUpdateType;
import quickfix.field.MsgType;
import quickfix.field.SubscriptionRequestType;
import quickfix.fix44.MarketDataRequest;

/**
 * What has been asked for, instrument by instrument, and what is to be asked next. Each request has an id that no other life
 * of the session uses, {@code MD<start>-<number>}; what names an older one is an answer to what nobody asks any more.
 *
 * <pre>
 *   OFF ──logon──▶ WANTED ──V sent──▶ ASKED ──W──▶ LIVE
 *                    ▲                  │            │
 *                    └── no W in time ──┴── gap, or the book broke: later and later, 1 s to 30 s
 *   Y: 265=1 refused → WANTED with full refreshes; 269=2 refused → WANTED without trades; else REFUSED until the next logon
 * </pre>
 *
 * <p>Thread: whoever holds the session's lock; times are {@link System#nanoTime}. Allocates: for what it sends.
 */
final class Subscriptions {
    private static final long SNAPSHOT_WITHIN_NS = 5_000_000_000L;
    /** Where the line broke, the venue may ask for a resend just then, and the gap fill may swallow the first request. */
    private static final long FIRST_WITHIN_NS = 1_000_000_000L;

    /** So long a subscription has to have lived for its end to count as the first. */
    private static final long STEADY_NS = 10_000_000_000L;

    private static final long PAUSE_NS = 1_000_000_000L;
    private static final long PAUSE_MAX_NS = 30_000_000_000L;
    private static final int DOUBLINGS_MAX = 5;
    private static final char UPDATE_TYPE_REFUSED = '6';
    private static final char ENTRY_TYPE_REFUSED = '8';
    private static final int NUMBER_LENGTH_MAX = 18;

    private enum State {
        OFF,
        WANTED,
        ASKED,
        LIVE,
        REFUSED
    }

    private final String prefix = "MD" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final Symbols symbols;
    private final int depth;
    private final State[] states;
    private final long[] requests;
    private final long[] formers;
    private final long[] sinceNs;
    private final long[] dueNs;
    private final int[] attempts;
    private final boolean[] areFull;
    private final boolean[] areWithoutTrades;
    private long number;

    Subscriptions(final Symbols symbols, final int depth) {
        this.symbols = symbols;
        this.depth = depth;
        final int count = symbols.count();
        states = new State[count];
        java.util.Arrays.fill(states, State.OFF);
        requests = new long[count];
        formers = new long[count];
        sinceNs = new long[count];
        dueNs = new long[count];
        attempts = new int[count];
        areFull = new boolean[count];
        areWithoutTrades = new boolean[count];
    }

    /** Wants everything, at once: what was subscribed ended with the session before. */
    void onLogon(final long nowNs) {
        for (int i = 0; i < states.length; i++) {
            attempts[i] = 0;
            requests[i] = 0;
            want(i, nowNs);
            formers[i] = 0;
        }
    }

    /** Wants nothing: there is nobody to ask. */
    void onLogoff() {
        java.util.Arrays.fill(states, State.OFF);
    }

    /** Wants an instrument anew; returns whether it was wanted before. */
    boolean renew(final int instrument, final long nowNs) {
        if (states[instrument] != State.ASKED && states[instrument] != State.LIVE) {
            return false;
        }
        if (states[instrument] == State.LIVE && nowNs - sinceNs[instrument] > STEADY_NS) {
            attempts[instrument] = 0;
        }
        want(instrument, nowNs);
        return true;
    }

    private void want(final int instrument, final long nowNs) {
        final int tries = attempts[instrument]++;
        final long pauseNs = tries == 0 ? 0 : Math.min(PAUSE_MAX_NS, PAUSE_NS << Math.min(tries - 1, DOUBLINGS_MAX));
        states[instrument] = State.WANTED;
        formers[instrument] = requests[instrument];
        requests[instrument] = 0;
        dueNs[instrument] = nowNs + pauseNs;
    }

    /** A snapshot came in time. */
    void onSnapshot(final int instrument, final long nowNs) {
        if (states[instrument] == State.ASKED) {
            states[instrument] = State.LIVE;
            sinceNs[instrument] = nowNs;
        }
    }

    boolean isLive(final int instrument) {
        return states[instrument] == State.LIVE;
    }

    boolean isAsked(final int instrument) {
        return states[instrument] == State.ASKED || states[instrument] == State.LIVE;
    }

    /** Returns whether nothing more can be expected: each instrument lives, or is refused. */
    boolean isSettled() {
        for (final State each : states) {
            if (each != State.LIVE && each != State.REFUSED) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a MDReqID names what is asked for now; venues may send updates without one. */
    boolean isCurrent(final String text, final int from, final int to) {
        return from == to || find(text, from, to) != Symbols.UNKNOWN;
    }

    private int find(final String text, final int from, final int to) {
        final int digitsFrom = from + prefix.length();
        if (to <= digitsFrom || to - digitsFrom > NUMBER_LENGTH_MAX || !text.startsWith(prefix, from)) {
            return Symbols.UNKNOWN;
        }
        long request = 0;
        for (int i = digitsFrom; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Symbols.UNKNOWN;
            }
            request = request * 10 + text.charAt(i) - '0';
        }
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] == request && request > 0) {
                return i;
            }
        }
        return Symbols.UNKNOWN;
    }

    /**
     * The venue refuses a request (Y).
     *
     * @return the instrument, {@link Symbols#UNKNOWN} where the request is none of those that count
     */
    int onRefused(final String requestId, final char reason, final long nowNs) {
        final int instrument = find(requestId, 0, requestId.length());
        if (instrument == Symbols.UNKNOWN) {
            return instrument;
        }
        final boolean isRetry = reason == UPDATE_TYPE_REFUSED && !areFull[instrument]
                || reason == ENTRY_TYPE_REFUSED && !areWithoutTrades[instrument];
        areFull[instrument] |= reason == UPDATE_TYPE_REFUSED;
        areWithoutTrades[instrument] |= reason == ENTRY_TYPE_REFUSED;
        requests[instrument] = 0;
        states[instrument] = State.REFUSED;
        if (isRetry) {
            attempts[instrument] = 0;
            want(instrument, nowNs);
        }
        return instrument;
    }

    boolean isRefused(final int instrument) {
        return states[instrument] == State.REFUSED;
    }

    /** Returns an instrument whose snapshot is overdue, {@link Symbols#UNKNOWN} = none; {@link #renew} it. */
    int overdue(final long nowNs) {
        for (int i = 0; i < states.length; i++) {
            final long withinNs = attempts[i] <= 1 ? FIRST_WITHIN_NS : SNAPSHOT_WITHIN_NS;
            if (states[i] == State.ASKED && nowNs - sinceNs[i] > withinNs) {
                return i;
            }
        }
        return Symbols.UNKNOWN;
    }

    /** Returns what is to be sent now, in order. */
    List<Message> due(final long nowNs) {
        final List<Message> messages = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i] == State.WANTED && nowNs - dueNs[i] >= 0) {
                if (formers[i] != 0) {
                    messages.add(
                            request(i, formers[i], SubscriptionRequestType.DISABLE_PREVIOUS_SNAPSHOT_UPDATE_REQUEST));
                }
                formers[i] = 0;
                requests[i] = ++number;
                states[i] = State.ASKED;
                sinceNs[i] = nowNs;
                messages.add(request(i, number, SubscriptionRequestType.SNAPSHOT_UPDATES));
            }
        }
        return messages;
    }

    /** MarketDataRequest of one instrument. */
    private Message request(final int instrument, final long request, final char action) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, MessageType.MARKET_DATA_REQUEST);
        message.setString(Tag.MD_REQ_ID, prefix + request);
        message.setChar(Tag.SUBSCRIPTION_REQUEST_TYPE, action);
        message.setInt(Tag.MARKET_DEPTH, depth);
        message.setInt(
                Tag.MD_UPDATE_TYPE, areFull[instrument] ? MDUpdateType.FULL_REFRESH : MDUpdateType.INCREMENTAL_REFRESH);
        if (depth > 1) {
            message.setString(Tag.AGGREGATED_BOOK, "Y");
        }
        addType(message, MDEntryType.BID);
        addType(message, MDEntryType.OFFER);
        if (!areWithoutTrades[instrument]) {
            addType(message, MDEntryType.TRADE);
        }
        final Group symbol = new MarketDataRequest.NoRelatedSym();
        symbol.setString(Tag.SYMBOL, symbols.get(instrument).symbol());
        message.addGroup(symbol);
        return message;
    }

    private static void addType(final Message message, final char type) {
        final Group entry = new MarketDataRequest.NoMDEntryTypes();
        entry.setChar(Tag.MD_ENTRY_TYPE, type);
        message.addGroup(entry);
    }
}
