package breakwater.gateway.fix.emergency;

import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.Initiator;
import breakwater.gateway.fix.session.InitiatorSettings;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.QuietLog;
import breakwater.gateway.fix.session.SessionCourse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;

/**
 * A FIX session that acts on accounts whose own session may be dead. It logs on while nothing is wrong and stays logged on,
 * so that a cancel is one message away: the list of working orders is kept current by the venue's reports, and each entry's
 * cancel lies ready.
 *
 * <p>The venue has to let this session see and cancel the accounts' orders and ask for their positions; with a copy of their
 * execution reports (drop copy) new orders are known at once and fills are counted, without it entries are known from the last
 * list, {@value #REFRESH_MS} ms old at most, and nothing is ever confirmed enough to be reduced.
 *
 * <p>Thread: the public methods one, the watchdog's. Errors: no method throws for the venue's reasons; what it says is told.
 */
public final class EmergencySession implements AutoCloseable {
    /** How often the venue is asked for the working orders while nothing is wrong, milliseconds. */
    static final long REFRESH_MS = 5_000;

    private static final long AGAIN_NS = 20_000_000;
    private static final int WARM_UP_ROUNDS = 2_000;

    private final Initiator initiator;
    private final Requests requests = new Requests();
    private final AccountView view;
    private final Consumer<String> events;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(EmergencySession::daemon);
    /** The lists of working orders asked for last, one an account. */
    private volatile List<Asked> lists = List.of();

    private final Object listing = new Object();
    private volatile String lastEvent = "never connected";

    /**
     * A position as the venue tells it.
     *
     * @param quantity signed
     * @param isConfirmed whether the venue's answer agrees with its fills, and no entry of the symbol rests or is on its way
     */
    public record Held(String account, String symbol, BigDecimal quantity, boolean isConfirmed) {}

    /**
     * Prepares a session; {@link #start} connects.
     *
     * @param accounts names (1) of the accounts to act on
     * @param events hears what becomes of the session, and what the venue refuses
     * @throws IOException if the credentials cannot be read
     */
    public EmergencySession(final FixConnection connection, final List<String> accounts, final Consumer<String> events)
            throws IOException {
        this.events = events;
        view = new AccountView(accounts, requests, events);
        initiator = new Initiator(
                connection,
                new Course(LogonFields.of(connection)),
                new FileStoreFactory(InitiatorSettings.of(connection)),
                new QuietLog(text -> lastEvent = text),
                new DefaultMessageFactory());
        warmUp();
    }

    /** Loads and compiles what a cancel needs, since the first one must not wait for it. */
    private static void warmUp() {
        final ToldOrder order = new ToldOrder("1", "-", "-", "1");
        order.clOrdId = "-";
        order.quantity = BigDecimal.ONE;
        final Requests unused = new Requests();
        int length = 0;
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            length += Requests.cancel(unused.nextId(), order).toString().length();
        }
        if (length == 0) {
            throw new IllegalStateException("a cancel of no length");
        }
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public void start() {
        initiator.start();
        timer.scheduleWithFixedDelay(this::refresh, REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
    }

    /** Waits until the venue has told of the working orders. Returns whether it has. */
    public boolean awaitReady(final long waitMs) {
        return view.await(this::isListed, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs));
    }

    /** Returns why the session cannot act now, empty where it can. */
    public Optional<String> unusable() {
        return initiator.isLoggedOn()
                ? Optional.empty()
                : Optional.of("the session " + initiator + " is not logged on (" + lastEvent + ")");
    }

    private boolean isListed() {
        return !lists.isEmpty() && lists.stream().allMatch(list -> list.isComplete);
    }

    private void refresh() {
        if (initiator.isLoggedOn()) {
            // Nothing is canceled; but when something is to be, the way there has been gone.
            cancel(order -> false);
            list();
            if (!hasBases()) {
                askAll(Requests::positions);
            }
        }
    }

    private boolean hasBases() {
        synchronized (view) {
            return view.accounts().stream()
                    .allMatch(account -> view.holdings(account).hasBase());
        }
    }

    /** Asks for the working orders of each account. */
    private void list() {
        synchronized (listing) {
            lists = askAll(Requests::orders);
        }
    }

    private List<Asked> askAll(final BiFunction<String, String, Message> request) {
        final List<Asked> all = new ArrayList<>();
        for (final String account : view.accounts()) {
            all.add(ask(account, id -> request.apply(id, account)));
        }
        return all;
    }

    /** Sends a question under a new id. Returns where its answer gathers. */
    Asked ask(final String account, final Function<String, Message> request) {
        final Asked asked = view.ask(requests.nextId(), account);
        final Message message;
        synchronized (view) {
            message = request.apply(asked.id);
        }
        send(message);
        return asked;
    }

    /** Sends, if the session is up: QuickFIX/J would number and keep what it cannot send. */
    void send(final Message message) {
        final Session session = initiator.session();
        if (session != null) {
            session.send(message);
        }
    }

    AccountView view() {
        return view;
    }

    Requests requests() {
        return requests;
    }

    void tell(final String text) {
        events.accept(text);
    }

    /** Asks the venue to take back each entry that it told of, and returns at once. Returns how many were asked. */
    public int cancelEntries() {
        final int asked = cancel(EmergencySession::isEntry);
        list();
        return asked;
    }

    private int cancel(final Predicate<ToldOrder> wanted) {
        final List<Message> cancels = new ArrayList<>();
        final String now = Requests.now();
        synchronized (view) {
            for (final ToldOrder order : view.orders(wanted)) {
                if (!order.isCancelAsked) {
                    order.isCancelAsked = true;
                    order.cancel.setString(Tag.TRANSACT_TIME, now);
                    cancels.add(order.cancel);
                }
            }
        }
        cancels.forEach(this::send);
        return cancels.size();
    }

    private static boolean isEntry(final ToldOrder order) {
        return order.purpose == Purpose.ENTRY;
    }

    /**
     * Asks how many entries rest until none does or time is up; what the venue lists that was not known is canceled too.
     * Returns the venue's last answer, empty where it gave none.
     */
    public OptionalInt awaitNoEntries(final long waitNs) {
        final long untilNs = System.nanoTime() + waitNs;
        OptionalInt left = OptionalInt.empty();
        while (view.await(this::isListed, untilNs)) {
            left = OptionalInt.of(entries());
            if (left.getAsInt() == 0) {
                return left;
            }
            view.await(() -> entries() == 0, Math.min(untilNs, System.nanoTime() + AGAIN_NS));
            cancelEntries();
        }
        return left;
    }

    private int entries() {
        synchronized (view) {
            return view.orders(EmergencySession::isEntry).size();
        }
    }

    /** Asks what is held. Returns the venue's answer, empty where it gave none in time. */
    public Optional<List<Held>> holdings(final long waitNs) {
        final long untilNs = System.nanoTime() + waitNs;
        list();
        final List<Asked> asked = askAll(Requests::positions);
        final boolean isAnswered = view.await(
                () -> asked.stream().allMatch(Asked::isOver) && lists.stream().allMatch(Asked::isOver), untilNs);
        if (!isAnswered || !isListed() || asked.stream().anyMatch(each -> each.isRefused)) {
            return Optional.empty();
        }
        final List<Held> all = new ArrayList<>();
        synchronized (view) {
            for (final String account : view.accounts()) {
                view.holdings(account)
                        .all()
                        .forEach((symbol, quantity) ->
                                all.add(new Held(account, symbol, quantity, isConfirmed(account, symbol))));
            }
        }
        return Optional.of(all);
    }

    /** An entry that still works may fill at any moment; what is asked to be reduced beside it is not what is held. */
    boolean isConfirmed(final String account, final String symbol) {
        return view.holdings(account).isConfirmed(symbol)
                && view.orders(order -> isEntry(order) && order.account.equals(account) && order.symbol.equals(symbol))
                        .isEmpty();
    }

    /**
     * Reduces what an account holds by slices inside the collar, each stop shrinking only as slices fill. Returns what the venue
     * says is left, empty where it does not say; then nothing more was sent.
     */
    public Optional<BigDecimal> reduce(
            final String account, final String symbol, final SliceTerms terms, final long waitNs) {
        return new Reduction(this, account, symbol, terms, System.nanoTime() + waitNs).run();
    }

    /** Logs out and closes the connection; what rests at the venue rests. */
    @Override
    public void close() {
        timer.shutdownNow();
        initiator.close();
    }

    private static Thread daemon(final Runnable task) {
        final Thread thread = new Thread(task, "emergency-timer");
        thread.setDaemon(true);
        return thread;
    }

    /** What the session goes through. */
    private final class Course extends SessionCourse {
        private Course(final LogonFields logonFields) {
            super(logonFields);
        }

        @Override
        protected void onUp(final Session session) {
            view.startOver();
            events.accept("logged on");
            list();
            askAll(Requests::positions);
        }

        @Override
        protected void onDown() {
            events.accept("logged off");
        }

        /** What is missing then, the next list brings; a fill that is missing leaves its symbol unconfirmed. */
        @Override
        protected void onRejected(final String type, final String reason, final Message reject) {
            events.accept(reason);
        }

        @Override
        protected void onMessage(final Message message, final String type, final Session session) {
            view.onMessage(message);
        }
    }
}
