package breakwater.core.venuesim;

import breakwater.core.message.Frame;

/**
 * How a simulated venue behaves. Chance is a hash of (seed, purpose, id), never a running generator, so that the outcome
 * for one order does not depend on the others. Fees are the instruments' own (specification 3.5.2: 0.10 %).
 *
 * @param seed the source of all chance
 * @param orderLatencyNs nanoseconds from the ingress time of an order's cause to its arrival, 0 or more
 * @param reportLatencyNs nanoseconds from an execution to the ingress time of its report, 0 or more
 * @param latencyJitterNs most that is added to the order latency; one figure an order, so that its messages stay in order
 * @param slippagePpm how much worse each step beyond the touch is, in millionths (specification 3.5.2: 0.05 %)
 * @param rejectPerMille chance that a new order is rejected, in thousandths
 * @param hasOco whether linked orders are taken (OrderNew.linkId)
 * @param hasStopLimit whether stop-limit orders are taken
 * @param faultDelayNsMax most nanoseconds by which {@link VenueFault#ACK_LATE} and {@link VenueFault#FILL_LATE} delay
 * @param faults chances of misbehaviour
 */
public record VenueModel(
        long seed,
        long orderLatencyNs,
        long reportLatencyNs,
        long latencyJitterNs,
        long slippagePpm,
        int rejectPerMille,
        boolean hasOco,
        boolean hasStopLimit,
        long faultDelayNsMax,
        VenueFaults faults) {
    /** A venue 2 to 3 ms away that takes every order type and behaves. */
    public static final VenueModel DEFAULT =
            new VenueModel(1, 2_000_000, 1_000_000, 1_000_000, 500, 0, true, true, 600_000_000_000L, VenueFaults.NONE);

    static final long FAULT_DELAY_NS_MIN = 1_000_000;
    private static final int JITTER = VenueFault.COUNT;
    private static final int REJECT = VenueFault.COUNT + 1;
    private static final int DELAY = VenueFault.COUNT + 2;

    public VenueModel {
        check("orderLatencyNs", orderLatencyNs, 0, 600_000_000_000L);
        check("reportLatencyNs", reportLatencyNs, 0, 600_000_000_000L);
        check("latencyJitterNs", latencyJitterNs, 0, 600_000_000_000L);
        check("slippagePpm", slippagePpm, 0, 100_000);
        check("rejectPerMille", rejectPerMille, 0, 1000);
        check("faultDelayNsMax", faultDelayNsMax, FAULT_DELAY_NS_MIN, 3_600_000_000_000L);
        if (faults == null) {
            throw new IllegalArgumentException("faults=null; use VenueFaults.NONE");
        }
    }

    private static void check(final String name, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("venue " + name + "=" + value + ", from " + min + " to " + max);
        }
    }

    /** Returns this model with another seed. */
    public VenueModel withSeed(final long value) {
        return new VenueModel(
                value,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                slippagePpm,
                rejectPerMille,
                hasOco,
                hasStopLimit,
                faultDelayNsMax,
                faults);
    }

    /** Returns this model with other latencies, in nanoseconds. */
    public VenueModel withLatency(final long orderNs, final long reportNs, final long jitterNs) {
        return new VenueModel(
                seed,
                orderNs,
                reportNs,
                jitterNs,
                slippagePpm,
                rejectPerMille,
                hasOco,
                hasStopLimit,
                faultDelayNsMax,
                faults);
    }

    /** Returns this model with another slippage a step, in millionths. */
    public VenueModel withSlippagePpm(final long value) {
        return new VenueModel(
                seed,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                value,
                rejectPerMille,
                hasOco,
                hasStopLimit,
                faultDelayNsMax,
                faults);
    }

    /** Returns this model with another chance of rejects, in thousandths. */
    public VenueModel withRejectPerMille(final int value) {
        return new VenueModel(
                seed,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                slippagePpm,
                value,
                hasOco,
                hasStopLimit,
                faultDelayNsMax,
                faults);
    }

    /** Returns this model with other abilities. */
    public VenueModel withAbilities(final boolean oco, final boolean stopLimit) {
        return new VenueModel(
                seed,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                slippagePpm,
                rejectPerMille,
                oco,
                stopLimit,
                faultDelayNsMax,
                faults);
    }

    /** Returns this model with one fault's chance set, in thousandths. */
    public VenueModel withFault(final VenueFault fault, final int perMille) {
        return withFaults(faults.with(fault, perMille));
    }

    /** Returns this model with these faults instead of its own. */
    public VenueModel withFaults(final VenueFaults value) {
        return new VenueModel(
                seed,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                slippagePpm,
                rejectPerMille,
                hasOco,
                hasStopLimit,
                faultDelayNsMax,
                value);
    }

    /** Returns this model with another longest delay of late reports, in nanoseconds. */
    public VenueModel withFaultDelayNsMax(final long value) {
        return new VenueModel(
                seed,
                orderLatencyNs,
                reportLatencyNs,
                latencyJitterNs,
                slippagePpm,
                rejectPerMille,
                hasOco,
                hasStopLimit,
                value,
                faults);
    }

    /** Returns the nanoseconds from the cause of a message about {@code clientOrderId} to its arrival. */
    long latencyNs(final long clientOrderId) {
        return orderLatencyNs
                + (latencyJitterNs == 0 ? 0 : Long.remainderUnsigned(draw(JITTER, clientOrderId), latencyJitterNs + 1));
    }

    boolean rejects(final long clientOrderId) {
        return rejectPerMille > 0 && Long.remainderUnsigned(draw(REJECT, clientOrderId), 1000) < rejectPerMille;
    }

    boolean strikes(final VenueFault fault, final long key) {
        final int perMille = faults.perMille(fault);
        return perMille > 0 && Long.remainderUnsigned(draw(fault.ordinal(), key), 1000) < perMille;
    }

    long faultDelayNs(final long key) {
        return FAULT_DELAY_NS_MIN + Long.remainderUnsigned(draw(DELAY, key), faultDelayNsMax - FAULT_DELAY_NS_MIN + 1);
    }

    private long draw(final int purpose, final long key) {
        return Frame.mix(Frame.mix(seed + purpose * 0x9E3779B97F4A7C15L) ^ Frame.mix(key));
    }
}
