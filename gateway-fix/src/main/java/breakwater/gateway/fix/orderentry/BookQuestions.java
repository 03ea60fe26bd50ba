package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.account.AccountRequests;
import breakwater.gateway.fix.account.CashAnswer;
import breakwater.gateway.fix.account.PositionsAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import quickfix.Message;

/**
 * Asks the venue what each account holds: after a logon, once the open orders have been told; then at intervals, and when the
 * UTC day turns. Each position and balance becomes an event that the engine compares with its books, each account's round ends
 * with its outcome.
 *
 * <pre>
 *   -quiet- ask ···· answer whole -quiet- tell the engine          what moved in between is asked again, a few times
 * </pre>
 *
 * <p>Only what nothing moved is told: no fill of that account and symbol from {@link #QUIET_NS} before the question to as long
 * after the answer. A venue's positions may lag its reports or run ahead of them; in silence both come to the same, so that a
 * difference is one. An answer that is refused, that cannot be read or does not come within {@link #PATIENCE_NS} is not
 * "flat": the account is unclean until a later round is answered.
 *
 * <p>Thread: the session's and the port's timer, under its lock, {@link #isOver} any. Only the timer writes events.
 */
final class BookQuestions {
    /** How long a venue may take to answer, nanoseconds. */
    static final long PATIENCE_NS = 5_000_000_000L;

    /** How long nothing may have moved on either side of a question, nanoseconds. */
    static final long QUIET_NS = 250_000_000L;

    /** How often what never rests is asked for in one round. */
    static final int ROUNDS_MAX = 20;

    private static final long ASK_AGAIN_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final FixTerms terms;
    private final BookTerms books;
    private final BookSink sink;
    private final FixEvents events;
    private final FillTimes fills = new FillTimes();
    private final List<AccountRound> rounds = new ArrayList<>();
    private final Set<String> restless = new HashSet<>();
    private final String prefix;
    private long number;
    private boolean isAsking;
    private long nextNs;
    private long day;
    private boolean isToOpen;
    private volatile boolean isOver;

    /** @param prefix of the questions' ids, another for each life of the session */
    BookQuestions(
            final FixTerms terms,
            final BookTerms books,
            final BookSink sink,
            final FixEvents events,
            final String prefix) {
        this.terms = terms;
        this.books = books;
        this.sink = sink;
        this.events = events;
        this.prefix = prefix;
        isOver = !books.asksAnything();
    }

    /** Returns whether a round has ended since the logon, whatever it showed: what is not clean, the engine holds. */
    boolean isOver() {
        return isOver;
    }

    /** The session went down: the next logon begins anew. */
    synchronized void abandon() {
        rounds.clear();
        isAsking = false;
        isToOpen = false;
        isOver = !books.asksAnything();
        nextNs = 0;
    }

    /** Returns whether a round should begin; {@code nowNs} is {@link System#nanoTime}. */
    synchronized boolean isDue(final long nowNs) {
        return books.asksAnything()
                && !isAsking
                && (nextNs == 0 || nowNs - nextNs >= 0 || Math.floorDiv(sink.nowNs(), DAY_NS) != day);
    }

    /** Begins a round: asks for each account. */
    synchronized void begin(final Consumer<Message> out, final long nowNs) {
        isAsking = true;
        day = Math.floorDiv(sink.nowNs(), DAY_NS);
        rounds.clear();
        for (final FixTerms.Account account : terms.accounts()) {
            final AccountRound round = new AccountRound(account, terms, books);
            rounds.add(round);
            round.firstAskedNs = nowNs;
            ask(round, out, nowNs);
        }
    }

    private void ask(final AccountRound round, final Consumer<Message> out, final long nowNs) {
        final String account = round.account.name();
        round.askedNs = nowNs;
        round.toldNs = 0;
        round.positions = null;
        round.cash = null;
        if (!round.positionsLeft.isEmpty()) {
            round.positions = new PositionsAnswer(account);
            round.positionsId = prefix + ++number;
            out.accept(AccountRequests.positions(round.positionsId, account, sink.nowNs()));
        }
        if (round.isCashLeft) {
            round.cash = new CashAnswer(account, round.account.currency());
            round.cashId = prefix + ++number;
            out.accept(AccountRequests.cash(round.cashId, account));
        }
    }

    /** Hears of a report that moves what an account holds. */
    synchronized void onFill(final Message report, final long nowNs) {
        fills.heard(FixFields.text(report, Tag.ACCOUNT), FixFields.text(report, Tag.SYMBOL), nowNs);
    }

    /** Takes what may be part of an answer; returns false where a message is of another kind. */
    synchronized boolean onMessage(final Message message, final String type) {
        switch (type) {
            case MessageType.POSITIONS_REQUEST_ACK:
            case MessageType.POSITION_REPORT:
                onPositions(message, MessageType.POSITION_REPORT.equals(type));
                return true;
            case MessageType.COLLATERAL_INQUIRY_ACK:
            case MessageType.COLLATERAL_REPORT:
                onCash(message, MessageType.COLLATERAL_REPORT.equals(type));
                return true;
            default:
                return false;
        }
    }

    private void onPositions(final Message message, final boolean isReport) {
        final String id = FixFields.text(message, Tag.POS_REQ_ID);
        for (final AccountRound round : rounds) {
            if (round.positions != null && round.positionsId.equals(id)) {
                try {
                    if (isReport) {
                        round.positions.onReport(message);
                    } else {
                        round.positions.onAck(message);
                    }
                } catch (final FixRefusal unread) {
                    round.positions.refuse(unread.getMessage());
                }
            }
        }
    }

    private void onCash(final Message message, final boolean isReport) {
        final String id = FixFields.text(message, Tag.COLL_INQUIRY_ID);
        for (final AccountRound round : rounds) {
            if (round.cash != null && round.cashId.equals(id)) {
                try {
                    if (isReport) {
                        round.cash.onReport(message);
                    } else {
                        round.cash.onAck(message);
                    }
                } catch (final FixRefusal unread) {
                    round.cash.refuse(unread.getMessage());
                }
            }
        }
    }

    /** The venue refused a message as a whole; where it does not say which question, every open one of its kind is meant. */
    synchronized void onRefused(final Message reject) {
        final String type = FixFields.text(reject, Tag.REF_MSG_TYPE);
        final String id = FixFields.text(reject, Tag.BUSINESS_REJECT_REF_ID);
        final String why = String.valueOf(FixFields.text(reject, Tag.TEXT));
        for (final AccountRound round : rounds) {
            if (MessageType.POSITIONS_REQUEST.equals(type)
                    && round.positions != null
                    && (id == null || id.equals(round.positionsId))) {
                round.positions.refuse(why);
            }
            if (MessageType.COLLATERAL_INQUIRY.equals(type)
                    && round.cash != null
                    && (id == null || id.equals(round.cashId))) {
                round.cash.refuse(why);
            }
        }
    }

    /** Looks at the time: tells what rested, asks again, or gives up. */
    synchronized void tick(final Consumer<Message> out, final long nowNs) {
        if (isToOpen) {
            // A look later than the last event: by then the engine holds what is not clean.
            isToOpen = false;
            isOver = true;
        }
        if (!isAsking) {
            return;
        }
        boolean isDone = true;
        for (final AccountRound round : rounds) {
            if (!round.isOver) {
                look(round, out, nowNs);
                isDone &= round.isOver;
            }
        }
        if (isDone) {
            isAsking = false;
            nextNs = nowNs + Math.min(books.everyNs(), Long.MAX_VALUE / 2);
            isToOpen = !isOver;
            notifyAll();
        }
    }

    private void look(final AccountRound round, final Consumer<Message> out, final long nowNs) {
        final String refusal = round.refusal();
        if (refusal != null) {
            fail(round, refusal);
        } else if (round.isTold()) {
            if (round.toldNs == 0) {
                round.toldNs = nowNs;
            } else if (nowNs - round.toldNs >= QUIET_NS) {
                tell(round, out, nowNs);
            }
        } else if (nowNs - round.firstAskedNs >= PATIENCE_NS) {
            fail(round, "no answer within " + PATIENCE_NS / 1_000_000_000L + " s");
        } else if (!round.isHeard() && nowNs - round.askedNs >= ASK_AGAIN_NS) {
            ask(round, out, nowNs);
        }
    }

    private void tell(final AccountRound round, final Consumer<Message> out, final long nowNs) {
        try {
            round.tell(fills, round.askedNs - QUIET_NS, terms, sink);
        } catch (final FixRefusal refusal) {
            fail(round, refusal.getMessage());
            return;
        }
        round.rounds++;
        if (round.isCompared()) {
            round.isOver = true;
            restless.remove(round.account.name());
            sink.outcome(round.account.id(), true, told());
            return;
        }
        if (round.rounds % ROUNDS_MAX == 0) {
            alarm(round);
            // The first round after a logon goes on: entries wait for it.
            round.isOver = isOver;
        }
        if (!round.isOver) {
            round.firstAskedNs = nowNs;
            ask(round, out, nowNs);
        }
    }

    /** Says so once, until the account rests again. */
    private void alarm(final AccountRound round) {
        if (restless.add(round.account.name())) {
            events.onAlarm("account " + round.account.name() + " never rests: " + left(round)
                    + " could not be compared with the venue in " + round.rounds + " tries");
        }
    }

    private String told() {
        return books.hasPositions() ? books.hasCash() ? "positions and cash told" : "positions told" : "cash told";
    }

    private static String left(final AccountRound round) {
        final StringBuilder out = new StringBuilder(round.isCashLeft ? "cash" : "");
        for (final FixTerms.Instrument each : round.positionsLeft) {
            out.append(out.length() == 0 ? "" : ", ").append(each.symbol());
        }
        return out.toString();
    }

    private void fail(final AccountRound round, final String why) {
        round.isOver = true;
        sink.outcome(round.account.id(), false, why);
        events.onAlarm("account " + round.account.name() + " cannot be compared with the venue: " + why);
    }

    /** Waits until a round has ended since the logon. Returns whether one has. */
    boolean await(final long timeout, final TimeUnit unit) throws InterruptedException {
        final long untilNs = System.nanoTime() + unit.toNanos(timeout);
        while (!isOver) {
            final long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            synchronized (this) {
                if (!isOver) {
                    wait(Math.min(leftMs, 50));
                }
            }
        }
        return true;
    }
}
