package breakwater.tools.watch;

import java.util.List;
import java.util.Optional;

/**
 * The watchdog's own way to a venue: a session beside the engine's, with its own identity and sequence numbers, which lives
 * when the engine does not. It answers only for what the venue itself confirms.
 *
 * <p>What is an entry the venue's own account of an order tells: a stop, a leg of a linked pair, or an order that the venue
 * holds to reduce only, is protection; everything else may raise exposure. Where that cannot be told, it is protection:
 * a stop lost cannot be undone by a latch, an entry left can.
 *
 * <p>Thread: the watchdog's. No method throws for a venue's reasons, and none blocks for longer than it is given.
 */
public interface EmergencyVenue extends AutoCloseable {
    /** Returns the venue's name as the configuration has it. */
    String name();

    /** Returns why the session cannot act now, empty where it can. */
    Optional<String> unusable();

    /** Asks the venue to take back each entry, and returns at once. Returns how many were asked, negative: not known. */
    int cancelEntries();

    /** Asks how many entries rest until none does or time is up. Returns the venue's last answer, empty where it gave none. */
    Optional<Integer> awaitNoEntries(long waitNs);

    /** Asks what is held. Returns the venue's answer, empty where it gave none. */
    Optional<List<Holding>> holdings(long waitNs);

    /**
     * Reduces a holding by slices inside the collar, each stop canceled only as its slice fills. Returns what the venue says
     * is left, empty where it does not say.
     */
    Optional<String> reduce(Holding holding, long waitNs);

    @Override
    void close();

    /**
     * A position as a venue reports it.
     *
     * @param instrument the venue's symbol
     * @param quantity signed decimal
     * @param isConfirmed whether the venue's position and its fills agree, and no report is outstanding
     */
    record Holding(String instrument, String quantity, boolean isConfirmed) {}
}
