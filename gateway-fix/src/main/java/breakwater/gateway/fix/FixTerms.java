package breakwater.gateway.fix;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * What both sides have to agree on: a venue's instruments and accounts by dense id and by the names that go over the wire.
 * Immutable. Thread: any.
 */
public final class FixTerms {
    /** The answer of the look-ups to what is not known. */
    public static final int UNKNOWN = -1;

    private final int venueId;
    private final Int2ObjectHashMap<Instrument> instruments = new Int2ObjectHashMap<>();
    private final Map<String, Instrument> instrumentsBySymbol = new HashMap<>();
    private final Int2ObjectHashMap<Account> accounts = new Int2ObjectHashMap<>();
    private final Map<String, Account> accountsByName = new HashMap<>();
    private final int onlyAccount;
    /** Kept apart: Agrona's maps lend one iterator to whoever asks, so that two threads would share it. */
    private final List<Instrument> allInstruments;

    private final List<Account> allAccounts;

    /**
     * An instrument of the venue.
     *
     * @param id dense id
     * @param symbol FIX 55
     * @param priceExponent of prices' mantissas, -12 to 0
     * @param quantityExponent of quantities' mantissas, -12 to 0
     * @param multiplier what one unit at a price of one is worth
     * @param makerFeePpm what a fill that added liquidity costs, millionths of its worth
     * @param takerFeePpm what any other fill costs
     */
    public record Instrument(
            int id,
            String symbol,
            int priceExponent,
            int quantityExponent,
            long multiplier,
            long makerFeePpm,
            long takerFeePpm) {
        /** An instrument whose unit is worth its price, and that costs nothing to trade. */
        public Instrument(final int id, final String symbol, final int priceExponent, final int quantityExponent) {
            this(id, symbol, priceExponent, quantityExponent, 1, 0, 0);
        }
    }

    /**
     * An account at the venue.
     *
     * @param id dense id
     * @param name FIX 1
     * @param currency what its cash is counted in; a commission in another is not taken as money
     * @param cashE8 what it opened with
     */
    public record Account(int id, String name, String currency, long cashE8) {
        /** An account that opened with nothing. */
        public Account(final int id, final String name, final String currency) {
            this(id, name, currency, 0);
        }
    }

    /** @param venueId dense id of the venue that they all belong to */
    public FixTerms(final int venueId, final List<Instrument> instruments, final List<Account> accounts) {
        this.venueId = venueId;
        for (final Instrument each : instruments) {
            this.instruments.put(each.id(), each);
            instrumentsBySymbol.put(each.symbol(), each);
        }
        for (final Account each : accounts) {
            this.accounts.put(each.id(), each);
            accountsByName.put(each.name(), each);
        }
        allInstruments = instruments.stream()
                .sorted(Comparator.comparingInt(Instrument::id))
                .toList();
        allAccounts =
                accounts.stream().sorted(Comparator.comparingInt(Account::id)).toList();
        onlyAccount = accounts.size() == 1 ? accounts.get(0).id() : UNKNOWN;
    }

    public int venueId() {
        return venueId;
    }

    /** Returns the instruments, lowest id first. */
    public List<Instrument> instruments() {
        return allInstruments;
    }

    /** Returns the accounts, lowest id first. */
    public List<Account> accounts() {
        return allAccounts;
    }

    /** Returns an instrument, or null. */
    public Instrument instrument(final int id) {
        return instruments.get(id);
    }

    /** Returns the instrument that a symbol names, or null. */
    public Instrument instrument(final String symbol) {
        return instrumentsBySymbol.get(symbol);
    }

    /** Returns an account, or null. */
    public Account account(final int id) {
        return accounts.get(id);
    }

    /** Returns the account that a name names, or null. */
    public Account account(final String name) {
        return accountsByName.get(name);
    }

    /** Returns the id of the account that a message without one can only mean, or {@link #UNKNOWN}. */
    public int onlyAccount() {
        return onlyAccount;
    }
}
