package breakwater.core.reference;

/**
 * The sizes of all bounded tables, fixed by the build (Settled 13, 14): a full table refuses with a reason. Two engines
 * that replay one journal have the same capacity.
 *
 * @param instruments dense ids 0 to instruments - 1
 * @param strategies dense ids 0 to strategies - 1
 * @param accounts dense ids 0 to accounts - 1
 * @param venues dense ids 0 to venues - 1
 * @param sources dense ids 0 to sources - 1
 * @param orders slots of the order pool: orders not yet terminal and forgotten
 * @param executionIds execution ids remembered per venue for dedupe, a power of two
 */
public record Capacity(
        int instruments, int strategies, int accounts, int venues, int sources, int orders, int executionIds) {
    /** The build's sizes. */
    public static final Capacity DEFAULT = new Capacity(1024, 256, 16, 16, 256, 4096, 1 << 16);
    /** Small tables, for tests that compare whole states often. */
    public static final Capacity SMALL = new Capacity(16, 8, 4, 4, 16, 256, 1 << 10);
}
