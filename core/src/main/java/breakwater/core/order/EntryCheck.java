package breakwater.core.order;

/** Says whether an entry that works would still be let through (F6). Thread: core. Allocates: never. */
public interface EntryCheck {
    /**
     * Returns whether the order that {@code working} describes, as a change of itself to what is left of it, still passes.
     * The intent is reused by the caller.
     */
    boolean stillPasses(Intent working);
}
