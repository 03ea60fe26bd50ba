package breakwater.core.venuesim;

import java.util.Arrays;

/** Chances of {@link VenueFault}s in thousandths. Immutable. */
public final class VenueFaults {
    /** A venue that behaves. */
    public static final VenueFaults NONE = new VenueFaults(new int[VenueFault.COUNT]);

    private final int[] perMille;

    private VenueFaults(final int[] perMille) {
        this.perMille = perMille;
    }

    /** Returns these faults with another chance for one; {@code perMille} from 0 (never) to 1000 (always). */
    public VenueFaults with(final VenueFault fault, final int perMille) {
        if (perMille < 0 || perMille > 1000) {
            throw new IllegalArgumentException("fault " + fault + ": perMille=" + perMille + ", from 0 to 1000");
        }
        final int[] changed = this.perMille.clone();
        changed[fault.ordinal()] = perMille;
        return new VenueFaults(changed);
    }

    /** Returns the chance in thousandths. */
    public int perMille(final VenueFault fault) {
        return perMille[fault.ordinal()];
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof VenueFaults && Arrays.equals(perMille, ((VenueFaults) other).perMille);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(perMille);
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("[");
        for (final VenueFault fault : VenueFault.values()) {
            if (perMille(fault) > 0) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(fault)
                        .append('=')
                        .append(perMille(fault));
            }
        }
        return text.append(']').toString();
    }
}
