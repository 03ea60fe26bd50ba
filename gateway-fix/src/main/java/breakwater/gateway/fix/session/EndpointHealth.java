package breakwater.gateway.fix.session;

/**
 * How far a session may rely on each door of a venue, and which one it tries next. A door begins at {@value #FULL}; an attempt
 * that leads to no Logon costs it {@value #FAILED}, a line that breaks {@value #LOST}: the same door is tried once more first.
 * What a door has lost it regains by half each minute. A session moves while it is down, and only to a door that is better by
 * {@value #MARGIN} at least: what works is not left for something better, and two doors that are equally bad are not tried in
 * turns at each attempt.
 *
 * <p>Thread: one. Times are of one clock that never goes back, ns.
 */
final class EndpointHealth {
    static final int FULL = 100;
    static final int FAILED = 30;
    static final int LOST = 20;
    static final int MARGIN = 25;
    private static final double HALF_NS = 60e9;

    private final double[] lost;
    private final long[] sinceNs;

    EndpointHealth(final int endpoints) {
        lost = new double[endpoints];
        sinceNs = new long[endpoints];
    }

    /** Returns 0 to {@value #FULL}. */
    int score(final int endpoint, final long nowNs) {
        return (int) Math.round(Math.max(0, FULL - lossOf(endpoint, nowNs)));
    }

    private double lossOf(final int endpoint, final long nowNs) {
        return lost[endpoint] * Math.pow(0.5, (nowNs - sinceNs[endpoint]) / HALF_NS);
    }

    void onFailed(final int endpoint, final long nowNs) {
        lose(endpoint, FAILED, nowNs);
    }

    void onLost(final int endpoint, final long nowNs) {
        lose(endpoint, LOST, nowNs);
    }

    private void lose(final int endpoint, final int points, final long nowNs) {
        lost[endpoint] = Math.min(FULL, lossOf(endpoint, nowNs) + points);
        sinceNs[endpoint] = nowNs;
    }

    /** Returns the door for the next attempt: the best, the first of equals, or the present one while none is better enough. */
    int next(final int present, final long nowNs) {
        int best = present;
        for (int i = lost.length - 1; i >= 0; i--) {
            if (score(i, nowNs) >= score(present, nowNs) + MARGIN && score(i, nowNs) >= score(best, nowNs)) {
                best = i;
            }
        }
        return best;
    }
}
