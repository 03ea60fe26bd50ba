package breakwater.tools.watch;

import breakwater.gateway.fix.emergency.EmergencySession;
import breakwater.gateway.fix.emergency.EmergencySession.Held;
import breakwater.gateway.fix.emergency.SliceTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A venue that is reached over FIX, by a session of the watchdog's own. Thread: the watchdog's. */
final class FixEmergencyVenue implements EmergencyVenue {
    private final String name;
    private final boolean hasOneAccount;
    private final EmergencySession session;
    private final Map<String, SliceTerms> terms;
    /** The holdings told last, by what they were called. */
    private final Map<String, Held> told = new HashMap<>();

    /** @param terms by symbol; what has none is not reduced */
    FixEmergencyVenue(
            final String name,
            final boolean hasOneAccount,
            final EmergencySession session,
            final Map<String, SliceTerms> terms) {
        this.name = name;
        this.hasOneAccount = hasOneAccount;
        this.session = session;
        this.terms = Map.copyOf(terms);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unusable() {
        return session.unusable();
    }

    @Override
    public int cancelEntries() {
        return session.cancelEntries();
    }

    @Override
    public Optional<Integer> awaitNoEntries(final long waitNs) {
        final OptionalInt left = session.awaitNoEntries(waitNs);
        return left.isPresent() ? Optional.of(left.getAsInt()) : Optional.empty();
    }

    @Override
    public Optional<List<Holding>> holdings(final long waitNs) {
        final Optional<List<Held>> all = session.holdings(waitNs);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        told.clear();
        final List<Holding> holdings = new ArrayList<>();
        for (final Held held : all.get()) {
            final String instrument = hasOneAccount ? held.symbol() : held.account() + " " + held.symbol();
            told.put(instrument, held);
            holdings.add(new Holding(
                    instrument,
                    held.quantity().toPlainString(),
                    held.isConfirmed() && terms.containsKey(held.symbol())));
        }
        return Optional.of(holdings);
    }

    @Override
    public Optional<String> reduce(final Holding holding, final long waitNs) {
        final Held held = told.get(holding.instrument());
        if (held == null || !terms.containsKey(held.symbol())) {
            return Optional.empty();
        }
        return session.reduce(held.account(), held.symbol(), terms.get(held.symbol()), waitNs)
                .map(BigDecimal::toPlainString);
    }

    @Override
    public void close() {
        session.close();
    }
}
