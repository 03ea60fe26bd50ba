package breakwater.tools.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A venue that answers as it is told, and keeps what it was asked, in order. */
final class ScriptedVenue implements EmergencyVenue {
    final List<String> asked = new ArrayList<>();
    int entries;
    boolean answers = true;
    boolean isBroken;
    String unusable;
    List<Holding> holdings = List.of();

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Optional<String> unusable() {
        return Optional.ofNullable(unusable);
    }

    @Override
    public int cancelEntries() {
        asked.add("cancel entries");
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        final int before = entries;
        entries = answers ? 0 : entries;
        return before;
    }

    @Override
    public Optional<Integer> awaitNoEntries(final long waitNs) {
        return answers ? Optional.of(entries) : Optional.empty();
    }

    @Override
    public Optional<List<Holding>> holdings(final long waitNs) {
        asked.add("holdings");
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        return answers ? Optional.of(holdings) : Optional.empty();
    }

    @Override
    public Optional<String> reduce(final Holding holding, final long waitNs) {
        asked.add("reduce " + holding.instrument());
        return Optional.of("0");
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
