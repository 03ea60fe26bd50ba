package breakwater.journal;

/** Thrown by a reader at the first record that does not verify. Nothing after it is handed out. */
public final class JournalDamagedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient JournalDamage damage;

    JournalDamagedException(final JournalDamage damage) {
        super(damage.describe());
        this.damage = damage;
    }

    public JournalDamage damage() {
        return damage;
    }
}
