package breakwater.tools.manual;

import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.Frame;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.inspect.Catalogue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The breaks of a run folder, folded from the output journal up to its present end; it needs no engine. Thread: one. */
public final class BreakList {
    private final Map<Long, OpenBreak> byId = new TreeMap<>();
    private final BreakChangedDecoder changed = new BreakChangedDecoder();
    private long lastSequence;
    private long lastNs;

    private BreakList() {}

    /** Reads a run folder. Exit code 8 where its journal is damaged. */
    static BreakList of(final RunFolder folder) {
        final BreakList breaks = new BreakList();
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            while (outputs.next()) {
                breaks.onOutput(outputs.frame());
            }
        } catch (final JournalDamagedException damaged) {
            throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
        }
        return breaks;
    }

    /**
     * Returns the canonical text of adopting a break, for the second person to sign; empty where no break of that id is open.
     * {@code price} as it was given, null = the market's.
     */
    public static List<String> content(final RunFolder folder, final long breakId, final String price) {
        final OpenBreak found = of(folder).byId.get(breakId);
        return found == null || !found.isOpen() ? List.of() : List.of(found.adoption(Catalogue.of(folder), price));
    }

    private void onOutput(final Frame f) {
        lastSequence = f.sequence();
        lastNs = Math.max(lastNs, f.ingressTimeNs());
        if (f.templateId() == BreakChangedDecoder.TEMPLATE_ID) {
            changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            if (changed.refusal() == AdoptionRefusal.NONE) {
                byId.put(changed.breakId(), OpenBreak.of(changed));
            }
        }
    }

    Collection<OpenBreak> all() {
        return byId.values();
    }

    /** Returns a break that ever was, null where none was. */
    OpenBreak find(final long breakId) {
        return byId.get(breakId);
    }

    long open() {
        return byId.values().stream().filter(OpenBreak::isOpen).count();
    }

    /** Returns the last output that was read. */
    long lastSequence() {
        return lastSequence;
    }

    /** Returns the engine's time at the end, UTC ns. */
    long lastNs() {
        return lastNs;
    }
}
