package breakwater.tools.operate;

/** Waits until nothing works any more that a kill forbids. Loaded only by who asks for it: the kill itself has returned by then. */
public interface KillProof {
    /**
     * Waits, and prints what it found.
     *
     * @param index of the scope in the control page
     * @param level of the kill, 1 = entries, 2 = orders, 3 = flatten
     * @param waitNs how long, nanoseconds
     * @return 0 where the venue has told of the end of each order, 7 where time was up before
     */
    int await(EnginePage engine, int index, int level, long waitNs);
}
