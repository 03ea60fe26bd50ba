package breakwater.tools.watch;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.ControlFile;
import breakwater.tools.Json;
import breakwater.tools.operate.CommandFrames;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Looks at a run folder's control page, and acts on what the judge says. At T1: latch, cancel entries, write down, tell. At
 * T2: reduce what the venue confirms. It never lowers a word and never takes a protective stop back; a latch set here is
 * lifted by a person's resume alone.
 *
 * <p>The latch reaches the engine by two ways: the word, which its senders read before each send and its next start takes in
 * as a Kill event; and, where the process still lives, a Kill command with name and reason.
 *
 * <p>Thread: one. Errors: none escape {@link #look}; what fails is written down and the rest is done.
 */
final class Watchdog implements AutoCloseable {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final String USER = "watchdog";
    private static final long FILE_LOOK_NS = 1_000_000_000L;

    /**
     * @param t1Ns silence after which entries are latched
     * @param t2Ns silence after which confirmed positions are reduced
     * @param patienceNs silence that a living process may keep while it starts or ends
     * @param waitNs how long a venue may take to confirm
     */
    record Settings(long t1Ns, long t2Ns, long patienceNs, long waitNs) {}

    private final Path folder;
    private final Settings settings;
    private final List<EmergencyVenue> venues;
    private final EmergencyRecord record;
    private final LongSupplier clock;
    private final HeartbeatJudge judge;

    private ControlFile file;
    private Object fileKey;
    private long fileLookedNs;
    private boolean isInvalidTold;
    private long trips;
    private long venuesLookedNs;
    /** Why each venue's session could not act when it was looked at last, null where it could. */
    private final String[] unusable;

    /** @param clock a steady clock, ns */
    Watchdog(
            final Path folder,
            final Settings settings,
            final List<EmergencyVenue> venues,
            final EmergencyRecord record,
            final LongSupplier clock) {
        this.folder = folder;
        this.settings = settings;
        this.venues = venues;
        unusable = new String[venues.size()];
        this.record = record;
        this.clock = clock;
        judge = new HeartbeatJudge(settings.t1Ns(), settings.t2Ns(), settings.patienceNs());
        fileLookedNs = clock.getAsLong() - FILE_LOOK_NS;
    }

    /** Takes one look and acts on it. Returns what the look said; IDLE where it failed, and the page is mapped anew. */
    HeartbeatJudge.Verdict look() {
        lookAtVenues();
        try {
            return lookAndAct();
        } catch (final RuntimeException | Error failure) {
            // Such as a file cut short under its mapping.
            close();
            judge.startOver();
            fileLookedNs = clock.getAsLong();
            record.write(
                    record.line("failed", EnginePage.nowNs()).member("failure", failure.toString()),
                    "a look FAILED: " + failure + "; the page is mapped anew");
            return HeartbeatJudge.Verdict.IDLE;
        }
    }

    private HeartbeatJudge.Verdict lookAndAct() {
        final boolean isDoubtful = judge.silenceNs() >= judge.stepNsMax();
        if (isDoubtful || clock.getAsLong() - fileLookedNs >= FILE_LOOK_NS) {
            refresh();
        }
        if (file == null) {
            return HeartbeatJudge.Verdict.IDLE;
        }
        final ControlPage page = file.page();
        final boolean isAlive = !isDoubtful || EnginePage.processState(page).isAlive();
        final long beforeNs = clock.getAsLong();
        final long engine = page.startTimeNs() * 31 + page.pid();
        final long phase = page.get(Word.PHASE);
        final boolean isJournalFailed = page.get(Word.JOURNAL_FAILED) != 0;
        final long heartbeat = page.get(Word.HEARTBEAT);
        final long silenceNs = judge.silenceNs();
        final HeartbeatJudge.Verdict verdict =
                judge.look(beforeNs, clock.getAsLong(), engine, phase, heartbeat, isJournalFailed, isAlive);
        try {
            act(verdict, page, silenceNs);
        } catch (final RuntimeException | Error failure) {
            record.write(
                    record.line("failed", EnginePage.nowNs()).member("failure", failure.toString()),
                    "what it was to do FAILED: " + failure + "; it watches on");
        }
        return verdict;
    }

    private void act(final HeartbeatJudge.Verdict verdict, final ControlPage page, final long silenceNs) {
        switch (verdict) {
            case TRIP:
                trip(page);
                break;
            case JOURNAL:
                onJournalFailed(page);
                break;
            case OVERDUE:
                flatten();
                break;
            case BACK:
                tell(
                        "back",
                        page,
                        "it beats again after " + millis(silenceNs) + ": the latch stays, lift it with"
                                + " 'breakwater resume all --reason …'");
                break;
            case REPLACED:
                tell(
                        "replaced",
                        page,
                        "another engine has taken the folder: the latch stays, lift it with"
                                + " 'breakwater resume all --reason …'");
                break;
            default:
                break;
        }
    }

    /** A session that is down is told while a person can still mend it, not when it is needed. */
    private void lookAtVenues() {
        if (venues.isEmpty() || clock.getAsLong() - venuesLookedNs < FILE_LOOK_NS) {
            return;
        }
        venuesLookedNs = clock.getAsLong();
        for (int i = 0; i < unusable.length; i++) {
            final EmergencyVenue venue = venues.get(i);
            final String why = unusable(venue);
            if ((why == null) != (unusable[i] == null)) {
                record.write(
                        record.line("session", EnginePage.nowNs())
                                .member("venue", venue.name())
                                .member("unusable", why),
                        venue.name()
                                + (why == null
                                        ? ": the watchdog's session can act again"
                                        : ": NOBODY could take entries back now: " + why));
            }
            unusable[i] = why;
        }
    }

    /** Returns how often silence has latched. */
    long trips() {
        return trips;
    }

    private void trip(final ControlPage page) {
        final long before = page.word(ALL);
        final long word = page.raise(ALL, Level.REDUCE_ONLY.value());
        final long latchedNs = EnginePage.nowNs();
        trips++;
        final int[] asked = new int[venues.size()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = cancelEntries(venues.get(i));
        }
        final ProcessState process = EnginePage.processState(page);
        final String why =
                "no heartbeat for " + millis(judge.silenceNs()) + ", process " + page.pid() + " " + process.text();
        final boolean isJournaled =
                process.isAlive() && new CommandFrames().kill(folder.resolve("commands.dat"), ALL, word, USER, why);
        final Json line = record.line("trip", latchedNs)
                .member("why", why)
                .member("silenceNs", judge.silenceNs())
                .member("t1Ns", settings.t1Ns())
                .member("levelBefore", ControlPage.level(before))
                .member("level", ControlPage.level(word))
                .member("generation", ControlPage.generation(word))
                .member("isHandedToEngine", isJournaled);
        engine(line, page);
        line.name("sending").beginArray();
        for (int sender = 0; sender < ControlPage.SENDERS_MAX; sender++) {
            if (page.sendingSequence(sender) != 0) {
                // It had read the words before this latch, or has not yet: this output alone may leave when it goes on.
                line.value(page.sendingSequence(sender));
            }
        }
        record.write(
                line.endArray(),
                "LATCHED " + (before == word ? "already, nothing was lowered" : "all at entries") + ": " + why);
        if (venues.isEmpty()) {
            unattended("its entries and protective stops, if any, rest at the venue UNATTENDED: no venue session of the"
                    + " watchdog's own is configured");
        }
        for (int i = 0; i < asked.length; i++) {
            confirmCanceled(venues.get(i), asked[i]);
        }
    }

    private void onJournalFailed(final ControlPage page) {
        final long word = page.raise(ALL, Level.CANCEL_ONLY.value());
        final int[] asked = new int[venues.size()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = cancelEntries(venues.get(i));
        }
        final Json line = record.line("journal", EnginePage.nowNs()).member("level", ControlPage.level(word));
        engine(line, page);
        record.write(line, "the engine's journal FAILED: all is at orders, entries are taken back");
        if (venues.isEmpty()) {
            unattended(
                    "the engine itself takes its entries back; no venue session of the watchdog's own is configured");
        }
        for (int i = 0; i < asked.length; i++) {
            confirmCanceled(venues.get(i), asked[i]);
        }
    }

    private static String unusable(final EmergencyVenue venue) {
        try {
            return venue.unusable().orElse(null);
        } catch (final RuntimeException | Error broken) {
            return broken.toString();
        }
    }

    /** A venue's session that breaks its word must not keep the others from being asked, nor the trip from the log. */
    private static int cancelEntries(final EmergencyVenue venue) {
        try {
            return venue.unusable().isPresent() ? -1 : venue.cancelEntries();
        } catch (final RuntimeException | Error broken) {
            return -1;
        }
    }

    private void confirmCanceled(final EmergencyVenue venue, final int asked) {
        final Json line = record.line("cancel", EnginePage.nowNs()).member("venue", venue.name());
        final String unusable = venue.unusable().orElse(null);
        if (unusable != null) {
            record.write(
                    line.member("unusable", unusable),
                    venue.name() + ": entries are UNATTENDED, the watchdog's session cannot act: " + unusable);
            return;
        }
        final Integer left = venue.awaitNoEntries(settings.waitNs()).orElse(null);
        record.write(
                line.member("asked", asked).member("left", left),
                venue.name() + ": " + (asked < 0 ? "entries" : asked + " entries") + " asked to be canceled, "
                        + (left == null
                                ? "NOT CONFIRMED by the venue"
                                : left == 0 ? "none rests any more" : left + " STILL REST")
                        + "; stops rest untouched");
    }

    /** T2: only what the venue confirms; on what is not known, nothing but the stops that rest there. */
    private void flatten() {
        if (venues.isEmpty()) {
            unattended(
                    "silent for " + millis(judge.silenceNs())
                            + ": nothing is flattened, no venue session of the watchdog's own is configured. A person has to look");
        }
        for (final EmergencyVenue venue : venues) {
            final List<EmergencyVenue.Holding> holdings = venue.unusable().isPresent()
                    ? null
                    : venue.holdings(settings.waitNs()).orElse(null);
            if (holdings == null) {
                record.write(
                        record.line("flatten", EnginePage.nowNs())
                                .member("venue", venue.name())
                                .member("isConfirmed", false),
                        venue.name()
                                + ": positions NOT CONFIRMED by the venue, nothing is flattened; stops rest untouched");
                continue;
            }
            for (final EmergencyVenue.Holding holding : holdings) {
                flatten(venue, holding);
            }
        }
    }

    private void flatten(final EmergencyVenue venue, final EmergencyVenue.Holding holding) {
        final String left =
                holding.isConfirmed() ? venue.reduce(holding, settings.waitNs()).orElse(null) : null;
        record.write(
                record.line("flatten", EnginePage.nowNs())
                        .member("venue", venue.name())
                        .member("instrument", holding.instrument())
                        .member("quantity", holding.quantity())
                        .member("isConfirmed", holding.isConfirmed())
                        .member("left", left),
                venue.name() + ": " + holding.quantity() + " " + holding.instrument()
                        + (holding.isConfirmed()
                                ? left == null ? " reduced, what is left is NOT CONFIRMED" : " → " + left
                                : " NOT CONFIRMED by the venue: left to its stops"));
    }

    private void unattended(final String text) {
        record.write(record.line("unattended", EnginePage.nowNs()), text);
    }

    private void tell(final String event, final ControlPage page, final String text) {
        final Json line = record.line(event, EnginePage.nowNs());
        engine(line, page);
        record.write(line, text);
    }

    private static void engine(final Json line, final ControlPage page) {
        line.member("pid", page.pid())
                .member("run", page.get(Word.RUN))
                .member("phase", page.get(Word.PHASE))
                .member("heartbeat", page.get(Word.HEARTBEAT))
                .member("journaledSequence", page.get(Word.JOURNALED))
                .member("appliedSequence", page.get(Word.APPLIED));
    }

    private static String millis(final long ns) {
        return ns / 1_000_000 + " ms";
    }

    /** Sees to it that the page mapped is the one that lies in the folder: a damaged one is moved aside by the next start. */
    private void refresh() {
        fileLookedNs = clock.getAsLong();
        final Path path = folder.resolve("control.dat");
        try {
            final Object key =
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (file == null || !Objects.equals(key, fileKey)) {
                close();
                judge.startOver();
                file = ControlFile.open(path);
                fileKey = key;
            }
        } catch (final IOException | IllegalStateException absent) {
            // No engine has ever run here, or its folder is gone: what is mapped stays, and is judged by its heartbeat.
            return;
        }
        if (file.page().isValid()) {
            isInvalidTold = false;
            return;
        }
        close();
        judge.startOver();
        if (!isInvalidTold) {
            isInvalidTold = true;
            record.write(
                    record.line("invalid", EnginePage.nowNs()),
                    path
                            + " is no valid control page: to every sender it reads as KILLED; nothing can be judged until the"
                            + " next start makes it anew");
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
